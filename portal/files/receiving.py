"""How much of one request is taken in at all."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class NoMoreThan(FileUploadHandler):
    """First in line: past the largest file any page takes, nothing more of it is written down.

    One byte too many is let through, so that whoever looks at the size sees that it is too large.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.left = settings.RECEIVED_LARGEST + 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        piece = raw_data[: self.left]
        self.left -= len(piece)
        return piece or None

    def file_complete(self, file_size: int) -> None:
        """Another handler makes the file."""
