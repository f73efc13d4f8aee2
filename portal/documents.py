"""Paper: from a template and stored records to a PDF, in the background, with its progress told."""

import hashlib
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Model
from django.template.loader import render_to_string
from django.utils import timezone
from weasyprint.urls import FatalURLFetchingError

from portal import audit, clock, press
from portal.access import insist
from portal.jobs import enqueue
from portal.models import Document, User

audit.words(
    {
        "document.requested": "Asked for a PDF",
        "document.made": "Had a PDF made",
        "document.downloaded": "Downloaded a PDF",
    }
)

log = logging.getLogger(__name__)
kinds: dict[str, "Kind"] = {}

Status = Document.Status
BROKEN = "This document could not be made. Ask for it again, or tell the business team."
TOO_LONG = (
    "This document is too long to be made in one piece. Choose a shorter period, or download the "
    "records as a spreadsheet."
)
OUT_OF_ROOM = (b"TooMuch", b"MemoryError", b"RecursionError")
FOREIGN = "This document points to a file or address outside the portal, so it was not made."


class PressFailed(Exception):
    """No paper came out; the sentence says why, for whoever asked."""


class FileDamaged(Exception):
    """The stored file is not the one that was sealed."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One sort of document. Declare it in an app's `reporting.py`.

    `context` collects the records, `title` names no person, `to` says who may ask and read;
    `restricted`: only after a recent second factor.
    """

    key: str
    label: str
    template: str
    context: Callable[[Any], dict[str, Any]]
    title: Callable[[Any], str]
    to: Callable[[User, Any], bool]
    restricted: bool = False

    def __post_init__(self) -> None:
        kinds[self.key] = self


def render_pdf(template: str, context: dict[str, Any], *, created: date, title: str) -> bytes:
    """A tagged PDF (PDF/UA-1) from a template that extends `portal/paper.html`.

    The same context and `created` give the same bytes. Raises PressFailed.
    """
    return run_press(written(template, context, created=created, title=title)).pdf


def written(template: str, context: dict[str, Any], *, created: date, title: str) -> str:
    """A context may carry a day of its own: a paper that was published once never changes."""
    return render_to_string(template, {"created": created, **context, "title": title})


def run_press(html: str) -> press.Printed:
    """Print in a process apart; in tests, at once and here."""
    if settings.PRESS_APART:
        return press_apart(html)
    try:
        return press.print_pdf(html)
    except FatalURLFetchingError as refused:
        raise PressFailed(FOREIGN) from refused
    except press.TooMuch as long:
        raise PressFailed(TOO_LONG) from long


def press_apart(html: str) -> press.Printed:
    """A process that has no secrets, and may take neither much memory nor much time."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "portal.press"],
            input=html.encode(),
            capture_output=True,
            timeout=press.SECONDS,
            cwd=settings.BASE_DIR,
            env=kept,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise PressFailed(TOO_LONG) from late
    if done.returncode:
        log.error("The press stopped with %s: %s", done.returncode, done.stderr[-2000:].decode())
        raise PressFailed(why_it_stopped(done.stderr))
    pages, _, pdf = done.stdout.partition(b"\n")
    return press.Printed(pdf, int(pages))


def why_it_stopped(complaint: bytes) -> str:
    if b"FatalURLFetchingError" in complaint:
        return FOREIGN
    too_long = any(word in complaint for word in OUT_OF_ROOM)
    return TOO_LONG if too_long or not complaint else BROKEN


@transaction.atomic
def request_document(kind: Kind, subject: Model, *, by: User | None) -> Document:
    """Ask for a document. Whoever asks again while theirs is being made gets the same one."""
    if by is not None:
        insist(kind.to(by, subject))
    under_way = Document.objects.about(subject).filter(
        kind=kind.key, requested_by=by, status__in=[Status.WAITING, Status.RENDERING]
    )
    document: Document | None = under_way.first()
    if document is not None:
        return document
    document = Document.objects.create(
        kind=kind.key,
        subject=subject,
        title=kind.title(subject),
        step="Waiting to start",
        requested_by=by,
        requested_at=clock.now(),
    )
    audit.record("document.requested", document, by=by, kind=kind.key)
    enqueue("portal.tasks.render_document", document_id=document.pk)
    return document


@dataclass(frozen=True)
class Claim:
    """Our hold on a document: good until somebody else takes it over."""

    document_id: int
    at: datetime

    def update(self, **facts: Any) -> bool:
        """Change the document if it is still ours."""
        ours = Document.objects.filter(
            pk=self.document_id, status=Status.RENDERING, claimed_at=self.at
        )
        return ours.update(**facts) == 1


def claim(document_id: int) -> Claim | None:
    """Take the document unless another worker has it. A hold of ten minutes or more is free."""
    now = clock.wall_time()
    free = Document.objects.waiting(now).filter(pk=document_id)
    facts = {"status": Status.RENDERING, "claimed_at": now, "percent": 10, "tries": F("tries") + 1}
    return Claim(document_id, now) if free.update(step="Collecting records", **facts) else None


def render(document_id: int) -> bool:
    """Make a document that waits. True when this call made it."""
    held = claim(document_id)
    if held is None:
        return False
    try:
        return make(held)
    except PressFailed as stopped:
        fail(held, str(stopped))
    except Exception:
        log.exception("Document %s could not be made", document_id)
        fail(held, BROKEN)
    return False


def give_up() -> int:
    """Fail what has cost three workers their lives, so that it takes no fourth."""
    now = clock.wall_time()
    facts = {"status": Status.FAILED, "step": "", "fault": BROKEN, "finished_at": clock.now()}
    return Document.objects.hopeless(now).update(**facts)


def fail(held: Claim, fault: str) -> None:
    now = clock.now()
    held.update(status=Status.FAILED, step="", fault=fault, finished_at=now)


def make(held: Claim) -> bool:
    document = Document.objects.select_related("requested_by").get(pk=held.document_id)
    kind = kinds[document.kind]
    created = timezone.localtime(document.requested_at).date()
    html = written(
        kind.template, kind.context(document.subject), created=created, title=document.title
    )
    held.update(step="Laying out pages", percent=40)
    printed = run_press(html)
    held.update(step="Checking", percent=90)
    return keep(held, document, printed)


def keep(held: Claim, document: Document, printed: press.Printed) -> bool:
    """Store and seal the file, unless somebody else has made it meanwhile."""
    name = default_storage.save(f"documents/{file_name(document)}", ContentFile(printed.pdf))
    seal = hashlib.sha256(printed.pdf).hexdigest()
    with transaction.atomic():
        kept = held.update(
            status=Status.READY,
            step="",
            percent=100,
            file=name,
            sha256=seal,
            size=len(printed.pdf),
            pages=printed.pages,
            finished_at=clock.now(),
        )
        if kept:
            audit.record("document.made", document, by=document.requested_by, sha256=seal)
    if not kept:
        default_storage.delete(name)
    return kept


def file_name(document: Document) -> str:
    """Kind and number: a file name tells nothing about anybody."""
    return f"{document.kind.replace('.', '-').replace('_', '-')}-{document.pk}.pdf"


@transaction.atomic
def take(document: Document, *, by: User) -> bytes:
    """The file for somebody who downloads it, if it is still the one that was sealed."""
    pdf = stored(document)
    audit.record("document.downloaded", document, by=by, sha256=document.sha256)
    return pdf


def stored(document: Document) -> bytes:
    """The file as it was sealed, for a visitor of what is public. Raises FileDamaged."""
    with document.file.open("rb") as opened:
        pdf: bytes = opened.read()
    if hashlib.sha256(pdf).hexdigest() != document.sha256:
        log.error("The file of document %s does not match its seal", document.pk)
        raise FileDamaged
    return pdf
