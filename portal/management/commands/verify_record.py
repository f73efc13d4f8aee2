"""Check the seals of the record: `manage.py verify_record`."""

from django.core.management.base import BaseCommand, CommandError

from portal import audit


class Command(BaseCommand):
    """Exit with 1 and name the first broken link of each chain, or say that the record holds."""

    help = "Check that no line of the record was changed, removed or slipped in."

    def handle(self, *args: object, **options: object) -> None:
        breaks = audit.verify()
        if breaks:
            raise CommandError("The record is broken.\n" + "\n".join(map(str, breaks)))
        self.stdout.write("The record holds.")
