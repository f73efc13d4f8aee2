"""Part of the restore drill, which starts it with DATABASE_URL leading to what was restored."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.backups.examining import faults


class Command(BaseCommand):
    """Prints what does not hold, as JSON."""

    help = "Say what does not hold of a restored database. The drill calls it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("manifest", type=Path)

    def handle(self, *args: Any, manifest: Path, **options: Any) -> None:
        self.stdout.write(json.dumps(faults(json.loads(manifest.read_text())["rows"])))
