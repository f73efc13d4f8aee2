"""The virus scanner: clamd, asked over its own socket. Its word counts only when it is exact."""

import socket
import struct
import time
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings

LONGEST_REPLY = 4096
CLEAN = "stream: OK"


class NoVerdict(Exception):
    """The scanner could not be asked, or did not answer in time. The file waits."""


def scan(pieces: Iterable[bytes]) -> str:
    """Send a file; what clamd says of it, such as `stream: OK`. Raises NoVerdict."""
    return ask(b"zINSTREAM\0", (struct.pack("!L", len(p)) + p for p in [*sized(pieces), b""]))


def version() -> str:
    """The scanner and its signatures, in its own words, such as `ClamAV 1.4.6/27000/Fri Nov 20`."""
    return ask(b"zVERSION\0", [])


def sized(pieces: Iterable[bytes]) -> Iterable[bytes]:
    """Without empty pieces: an empty one means the end."""
    return (piece for piece in pieces if piece)


def ask(command: bytes, rest: Iterable[bytes]) -> str:
    until = time.monotonic() + settings.SCANNER_SECONDS
    try:
        with connection(until) as line:
            line.sendall(command)
            # A scanner that has had enough hangs up while we still send. It has told us why.
            with suppress(BrokenPipeError, ConnectionResetError):
                for piece in rest:
                    line.settimeout(left(until))
                    line.sendall(piece)
            return reply(line, until)
    except OSError as fault:
        raise NoVerdict(type(fault).__name__) from fault


def connection(until: float) -> socket.socket:
    address = urlsplit(settings.CLAMD_URL)
    if address.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(left(until))
        line.connect(address.path)
        return line
    return socket.create_connection((address.hostname, address.port or 3310), left(until))


def left(until: float) -> float:
    """Seconds left. A scanner that sends one letter a second is late all the same."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def reply(line: socket.socket, until: float) -> str:
    """Everything up to the zero that ends it."""
    said = b""
    while not said.endswith(b"\0"):
        line.settimeout(left(until))
        piece = line.recv(LONGEST_REPLY)
        said += piece
        if not piece or len(said) > LONGEST_REPLY:
            raise ConnectionError
    return said[:-1].decode(errors="replace")
