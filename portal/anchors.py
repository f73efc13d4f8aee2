"""The last seal of each chain, kept where the portal cannot rewrite it.

The owner of the database could cut off the tail of a chain together with its head, or seal it all
again. Whoever keeps a copy of a seal from the day before can tell.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from django.conf import settings
from django.core.mail import send_mail

from portal import audit, clock
from portal.models import ChainHead

CHAINS = {stream: chain for chain, stream in audit.STREAMS.items()}
WRITTEN = re.compile(rf"\b({'|'.join(CHAINS)}) (\d+) ([0-9a-f]{{64}})\b")
MESSAGE = """\
These are the last seals of the record of the portal at {address}.

{lines}

Keep this message. To check that nothing before it was cut off or written again, save it in a file
and run: manage.py verify_record --anchor FILE
"""


@dataclass(frozen=True)
class Anchor:
    """The seal of one link, as it was on a day."""

    stream: str
    seq: int
    seal: str

    def __str__(self) -> str:
        return f"{self.stream} {self.seq} {self.seal}"


def cast() -> list[Anchor]:
    """Write the last seal of each chain to the file, then to the people, that settings name.

    Says what it wrote: nothing where there is no record yet, or nowhere to write.
    """
    heads = ChainHead.objects.filter(stream__in=CHAINS, seq__gt=0).order_by("stream")
    anchors = [Anchor(head.stream, head.seq, head.seal) for head in heads]
    if not (anchors and (settings.ANCHOR_FILE or settings.ANCHOR_TO)):
        return []
    at = clock.wall_time().astimezone(UTC).isoformat(timespec="seconds")
    lines = "".join(f"{at} {anchor}\n" for anchor in anchors)
    if settings.ANCHOR_FILE:
        append(Path(settings.ANCHOR_FILE), lines)
    if settings.ANCHOR_TO:
        text = MESSAGE.format(address=settings.SITE_URL, lines=lines.strip())
        send_mail(f"Seals of the record, {at[:10]}", text, None, settings.ANCHOR_TO)
    return anchors


def append(file: Path, lines: str) -> None:
    """Add lines at the end, and be sure that they are there. Never opens the file otherwise."""
    written = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        os.write(written, lines.encode())
        os.fsync(written)
    finally:
        os.close(written)


def read(text: str) -> list[Anchor]:
    """The seals that stand in a file, or in a message that was sent, whatever is around them."""
    return [Anchor(stream, int(seq), seal) for stream, seq, seal in WRITTEN.findall(text)]


def missing(anchors: Iterable[Anchor]) -> list[audit.Break]:
    """The first link of each chain that was anchored and is not there any more as it was."""
    kept: dict[str, dict[int, str]] = {}
    for anchor in anchors:
        kept.setdefault(anchor.stream, {})[anchor.seq] = anchor.seal
    return [
        broken
        for stream in sorted(kept)
        if (broken := first_missing(stream, sorted(kept[stream].items())))
    ]


def first_missing(stream: str, kept: list[tuple[int, str]]) -> audit.Break | None:
    links = CHAINS[stream]._default_manager.filter(seq__in=[seq for seq, _ in kept])
    there: dict[int, str] = dict(links.values_list("seq", "seal"))
    for seq, seal in kept:
        if seq not in there:
            return audit.Break(stream, seq, "is missing: it was anchored, then cut off")
        if there[seq] != seal:
            return audit.Break(stream, seq, "is not the one that was anchored")
    return None
