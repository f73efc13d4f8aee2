"""A file that came with a form, opened and found to be what it says."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile

from portal.files.names import cleaned
from portal.opening.__main__ import SECONDS, answer
from portal.opening.kinds import EVERY, Box, Kind, in_words, kind_of
from portal.opening.refused import Refused

GRACE = 10  # seconds beside those of the processor: a busy machine is no fault of the file
TOO_MUCH = "It is too large or too complicated to be looked through. Save it as PDF or smaller."


@dataclass(frozen=True)
class Opened:
    """A file that may be kept: its cleaned name, its kind, its bytes and their seal."""

    name: str
    kind: Kind
    content: "File[Any]"
    size: int
    sha256: str


def open_upload(
    upload: "UploadedFile[Any]", *, among: Iterable[Kind] = EVERY, box: Box | None = None
) -> Opened:
    """Look through one file. Raises Refused with a sentence that begins with its name."""
    name = cleaned(upload.name or "")
    try:
        return opened(name, upload, tuple(among), box)
    except Refused as refusal:
        raise Refused(f"“{name}” cannot be added. {refusal}") from refusal


def opened(
    name: str, upload: "UploadedFile[Any]", among: tuple[Kind, ...], box: Box | None
) -> Opened:
    kind = kind_of(name, among)
    if kind is None:
        raise Refused(f"It is not a kind of file taken here. Select a {in_words(among)} file.")
    if not upload.size:
        raise Refused("It is empty. Select a file that holds something.")
    if upload.size > settings.FILE_LARGEST:
        most = settings.FILE_LARGEST // settings.MEGABYTE
        raise Refused(f"It is larger than {most} MB. Select a smaller file.")
    drawn = looked_through(kind, upload, box)
    content: File[Any] = upload if drawn is None else ContentFile(drawn)
    return Opened(name, kind, content, content.size, seal_of(content))


def seal_of(content: "File[Any]") -> str:
    seal = hashlib.sha256()
    for piece in content.chunks():
        seal.update(piece)
    content.seek(0)
    return seal.hexdigest()


def looked_through(kind: Kind, upload: "UploadedFile[Any]", box: Box | None) -> bytes | None:
    """The picture drawn anew, or None where the file stays as it is."""
    upload.seek(0)
    look = look_apart if settings.OPEN_APART else answer
    word, _, rest = look(kind.key, upload.read(), *(box or ())).partition(b"\n")
    if word == b"refused":
        raise Refused(rest.decode())
    return rest if word == b"drawn" else None


def look_apart(key: str, data: bytes, *box: int) -> bytes:
    """In a process that has no secrets, and may take neither much memory nor much time."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and numbers
            [sys.executable, "-m", "portal.opening", key, *map(str, box)],
            input=data,
            capture_output=True,
            timeout=SECONDS + GRACE,
            cwd=settings.BASE_DIR,
            env=kept,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise Refused(TOO_MUCH) from late
    if done.returncode:
        raise Refused(TOO_MUCH)
    return done.stdout
