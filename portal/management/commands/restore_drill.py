"""See whether a backup can be restored: `manage.py restore_drill`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.backups.programs import BackupFailed
from portal.backups.trying import try_restoring


class Command(BaseCommand):
    """Exit with 1 and say what did not hold, or say that all held and how long it took."""

    help = "Restore a backup into a database of its own, ask whether it is whole, remove it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--backup", type=Path, help="a folder that `backup` wrote")
        parser.add_argument("--key", type=Path, help="the key of BACKUP_CERTIFICATE")

    def handle(self, *args: Any, backup: Path | None, key: Path | None, **options: Any) -> None:
        try:
            drill = try_restoring(backup, key)
        except (BackupFailed, OSError, ValueError) as failure:
            raise CommandError(str(failure)) from failure
        if not drill.held:
            raise CommandError("The backup does not hold.\n" + "\n".join(drill.faults))
        self.stdout.write(f"The backup holds. Restoring and asking took {drill.seconds} seconds.")
