"""`manage.py import_pack PATH [--check]`: keep a pack whole, or say everything wrong with it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.packs.faults import PackRefused
from portal.packs.importing import import_pack


class Command(BaseCommand):
    help = "Bring in the records of a pack (a folder or a zip; see docs/packs.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--check", action="store_true", help="say what would happen only")

    def handle(self, *args: Any, path: Path, check: bool, **options: Any) -> None:
        try:
            imported = import_pack(path, check_only=check)
        except PackRefused as refusal:
            for fault in refusal.faults:
                self.stderr.write(str(fault))
            count = len(refusal.faults)
            faults = "1 fault" if count == 1 else f"{count} faults"
            raise CommandError(f"Nothing was kept: {faults}.") from refusal
        for outcome in imported.outcomes:
            self.stdout.write(str(outcome))
        self.stdout.write(self.ending(imported.changes, check=check))

    def ending(self, changes: int, *, check: bool) -> str:
        if not changes:
            return "The portal already holds all of it. Nothing changed."
        rows = "1 row" if changes == 1 else f"{changes} rows"
        return f"{rows} would be kept. Nothing was written." if check else f"{rows} kept."
