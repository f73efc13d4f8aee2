"""Check the seals of the record: `manage.py verify_record [--anchor FILE]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal import anchors, audit


class Command(BaseCommand):
    """Exit with 1 and name the first broken link of each chain, or say that the record holds."""

    help = "Check that no line of the record was changed, removed, slipped in or cut off."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--anchor",
            action="append",
            default=[],
            type=Path,
            help="A file or saved message that holds seals of the record as it was.",
        )

    def handle(self, *args: object, anchor: list[Path], **options: Any) -> None:
        kept = [seal for file in anchor for seal in seals_in(file)]
        breaks = [*audit.verify(), *anchors.missing(kept)]
        if breaks:
            raise CommandError("The record is broken.\n" + "\n".join(map(str, breaks)))
        held = f" It contains {len(kept)} anchored seals." if kept else ""
        self.stdout.write(f"The record holds.{held}")


def seals_in(file: Path) -> list[anchors.Anchor]:
    """The seals that a file keeps. A file without any proves nothing, and is refused."""
    try:
        found = anchors.read(file.read_text())
    except OSError as fault:
        raise CommandError(f"{file} cannot be read: {fault.strerror}.") from fault
    if not found:
        raise CommandError(f"{file} holds no seal of the record.")
    return found
