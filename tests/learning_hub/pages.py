"""Asking for the hub's pages, and reading them."""

from django.urls import reverse


def address(name, **parameters):
    return reverse(f"learning_hub:{name}", kwargs=parameters)


def text_of(response):
    return " ".join(response.content.decode().split())
