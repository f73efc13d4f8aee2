"""Seal everything that is kept sealed under the newest key of FIELD_KEYS."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal import keys


class Command(BaseCommand):
    help = "Seals what is kept sealed under the newest key. Begin again if it was stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        self.tell()
        if keys.strangers():
            raise CommandError("FIELD_KEYS lacks a key that is still in use. Nothing was changed.")
        if not options["dry_run"]:
            self.stdout.write(f"Sealed anew: {keys.rotate()}")
            self.tell()

    def tell(self) -> None:
        """Count by key: those of the ring in their order, then those it lacks."""
        counted = keys.count()
        for name in keys.ring():
            self.stdout.write(f"{name}: {counted.pop(name, 0)}")
        for name, texts in counted.items():
            self.stdout.write(f"{name}: {texts}, and no such key in FIELD_KEYS")
