"""A scanner of our own that says what a test wants it to say."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

VERSION = b"ClamAV 1.4.6/27000/Fri Nov 20 08:00:00 2026\0"


class Scanner:
    """Answers `VERSION`, takes a stream, says `says`. `hears` keeps every stream."""

    def __init__(self, says: bytes, version: bytes = VERSION) -> None:
        self.says, self.version, self.hears = says, version, []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"tcp://127.0.0.1:{self.door.getsockname()[1]}"
        self.open = threading.Event()
        self.open.set()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while self.open.is_set():
            try:
                line, _ = self.door.accept()
            except OSError:
                return
            with line:
                self.answer(line)

    def answer(self, line: socket.socket) -> None:
        command = take(line, None)
        if command == b"zVERSION\0":
            line.sendall(self.version)
        elif self.says == b"HANG UP EARLY":
            line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
        else:
            self.hears.append(stream(line))
            self.speak(line)

    def speak(self, line: socket.socket) -> None:
        if self.says != b"SILENCE":
            line.sendall(self.says)
        else:
            line.recv(1)  # until whoever asked has had enough


def take(line: socket.socket, count: int | None) -> bytes:
    """So many bytes, or a command with the zero at its end."""
    said = b""
    while len(said) < count if count is not None else not said.endswith(b"\0"):
        piece = line.recv(1 if count is None else count - len(said))
        if not piece:
            return said
        said += piece
    return said


def stream(line: socket.socket) -> bytes:
    said = b""
    while size := struct.unpack("!L", take(line, 4))[0]:
        said += take(line, size)
    return said


@contextmanager
def clamd(says: bytes, **how: bytes) -> Iterator[Scanner]:
    scanner = Scanner(says, **how)
    try:
        yield scanner
    finally:
        scanner.open.clear()
        scanner.door.close()
