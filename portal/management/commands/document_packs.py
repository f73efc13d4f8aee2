"""`manage.py document_packs`: write docs/packs.md from what the apps declare."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.packs.describing import page, place


class Command(BaseCommand):
    help = "Write docs/packs.md from the pack readers of every app."

    def handle(self, *args: Any, **options: Any) -> None:
        place().write_text(page(), encoding="utf-8")
        self.stdout.write("docs/packs.md is written.")
