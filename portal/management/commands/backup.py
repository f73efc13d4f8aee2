"""Copy the database and the files: `manage.py backup FOLDER`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.backups.making import back_up
from portal.backups.programs import BackupFailed


class Command(BaseCommand):
    """Writes a new folder below FOLDER. Encrypted where BACKUP_CERTIFICATE is set."""

    help = "Write a backup of the database and the files into a new folder below FOLDER."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            written = back_up(folder)
        except (BackupFailed, OSError) as failure:
            raise CommandError(str(failure)) from failure
        self.stdout.write(f"Written to {written}. Copy it to where this machine cannot delete it.")
