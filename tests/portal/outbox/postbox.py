"""A mail server for tests: keeps what it takes, and answers as badly as one tells it to."""

import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes

ANY = "250 ok"


@dataclass
class Postbox:
    """What a server was asked and took. `on_recipient` and `on_data` give its replies."""

    on_recipient: Callable[[str], str] = lambda address: ANY
    on_data: Callable[[], str] = lambda: ANY
    greets_after: float = 0
    port: int = 0
    asked: list[str] = field(default_factory=list)
    taken: list[tuple[str, str]] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        return [number for number, _ in self.taken]

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


class Conversation(socketserver.StreamRequestHandler):
    """One client, from greeting to goodbye."""

    box: Postbox
    address = ""

    def handle(self) -> None:
        try:
            time.sleep(self.box.greets_after)
            self.say("220 ready")
            while (line := self.rfile.readline().decode().strip()) and self.answer(line):
                pass
        except OSError:
            pass  # the client was killed or gave up

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def answer(self, line: str) -> bool:
        verb = line[:4].upper()
        if verb == "RCPT":
            self.address = line.partition("<")[2].partition(">")[0]
            self.box.asked.append(self.address)
            reply = self.box.on_recipient(self.address)
        elif verb == "DATA":
            self.say("354 go on")
            reply = self.take()
        else:
            reply = "221 bye" if verb == "QUIT" else ANY
        self.say(reply)
        return verb != "QUIT" and not reply.startswith("421")

    def take(self) -> str:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if not line:
            raise OSError
        reply = self.box.on_data()
        if reply.startswith("2"):
            number = message_from_bytes(b"".join(lines))["Message-ID"]
            self.box.taken.append((number, self.address))
        return reply


class Server(socketserver.ThreadingTCPServer):
    """Each client has a thread; none outlives the test."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64


@contextmanager
def postbox() -> Iterator[Postbox]:
    box = Postbox()
    handler = type("Handler", (Conversation,), {"box": box})
    with Server(("127.0.0.1", 0), handler) as server:
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join(5)
