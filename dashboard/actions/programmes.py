"""Progress on the work programme."""

from django.db import transaction

from dashboard.access import runs
from dashboard.models import ProgrammeRow, ProgressNote
from portal import audit, clock
from portal.access import insist
from portal.models import User

audit.words(
    {
        "programme_row.noted": "Noted progress of the work programme",
    }
)


@transaction.atomic
def note_progress(*, row: ProgrammeRow, text: str, by: User) -> ProgressNote:
    """Write down what was reached, dated today. Earlier notes stay."""
    insist(runs(by, row.programme.partnership_id))
    note = ProgressNote.objects.create(row=row, on=clock.today().isoformat(), text=text, by=by)
    audit.record("programme_row.noted", row, by=by, note=note.pk)
    return note
