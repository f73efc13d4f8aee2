"""`manage.py build_demo_pack PATH`: write the demonstration pack as a folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demo.generate import pack
from portal.packs.exporting import write_folder


class Command(BaseCommand):
    help = "Write the pack of the demonstration partnership to a new folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        if path.exists():
            raise CommandError(f"{path} is already there. Name a new folder.")
        texts = pack()
        write_folder(path, texts)
        self.stdout.write(f"{len(texts)} files are in {path}.")
