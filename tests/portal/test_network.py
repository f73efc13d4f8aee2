"""Tests reach nothing but this machine."""

import socket

import pytest


def test_no_test_asks_the_network_for_an_address():
    with pytest.raises(AssertionError, match="asked the network"):
        socket.getaddrinfo("example.org", 443)


def test_this_machine_is_found():
    assert socket.getaddrinfo("localhost", 80)
