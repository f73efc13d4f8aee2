"""`manage.py prepare_demo`: fill an empty portal with the demonstration and its cast."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo import cast
from demo.prepare import prepare


class Command(BaseCommand):
    help = "Import the demonstration into an empty database, and appoint its cast."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demonstration is off. Set DEMO=1 to prepare it.")
        imported = prepare()
        cast.write_list()
        said = "was imported" if imported else "was there already"
        self.stdout.write(f"The demonstration {said}. {len(cast.CAST)} people can sign in.")
