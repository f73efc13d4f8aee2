"""How much of one request is taken in at all."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class NoMoreThan(FileUploadHandler):
    """First in line: past the largest file we take, nothing more of a file is written down.

    One piece too many is let through, so that whoever looks at the size sees that it is too large.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.left: int = largest(self.request) + 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        piece = raw_data[: self.left]
        self.left -= len(piece)
        return piece or None

    def file_complete(self, file_size: int) -> None:
        """Another handler makes the file."""


def largest(request: Any) -> int:
    """The limit of the page that asked; a page for packs names one of its own."""
    return int(getattr(request, "largest_file", settings.FILE_LARGEST))
