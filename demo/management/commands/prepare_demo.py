"""`manage.py prepare_demo`: fill an empty portal with the demonstration and its cast."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo import cast
from demo.prepare import ServesSomebodyReal, prepare


class Command(BaseCommand):
    help = "Import the demonstration into an empty database, and appoint its cast."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demonstration is off. Set DEMO=1 to prepare it.")
        try:
            imported = prepare()
        except ServesSomebodyReal as refusal:
            raise CommandError(
                "People work with this portal. Give the demonstration a database of its own."
            ) from refusal
        cast.write_list()
        said = "was imported" if imported else "was there already"
        self.stdout.write(f"The demonstration {said}. {len(cast.CAST)} people can sign in.")
