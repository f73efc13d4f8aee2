"""`manage.py export_pack PARTNERSHIP PATH`: the records of one partnership, to take away."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError

from portal.packs.exporting import export_pack


class Command(BaseCommand):
    help = "Write the records of one partnership as a pack (a folder, or a zip)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("partnership", help="its ref, such as pdscp")
        parser.add_argument("path", type=Path, help="a new folder, or a file that ends in .zip")

    def handle(self, *args: Any, partnership: str, path: Path, **options: Any) -> None:
        if path.exists():
            raise CommandError(f"{path} is already there. Name a new folder or zip.")
        try:
            counts = export_pack(partnership, path)
        except ObjectDoesNotExist as refusal:
            raise CommandError(f'No partnership has the ref "{partnership}".') from refusal
        for file, count in counts.items():
            self.stdout.write(f"{file}: {count} rows")
