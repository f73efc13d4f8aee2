"""Files as a page lists them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from portal.files.quarantine import NOT_SCANNED
from portal.files.uses import may_remove, use_of
from portal.models import StoredFile, User
from portal.opening.kinds import KINDS

Status = StoredFile.Status
EXPLAINED = {
    Status.AVAILABLE: "The virus scanner found nothing. You can download the file.",
    Status.INFECTED: (
        "The virus scanner found a virus, so nobody can open this file. Remove it, and check the "
        "computer it came from."
    ),
    Status.UNSCANNABLE: (
        "The virus scanner could not check this file, so nobody can open it. Remove it and add a "
        "smaller one, or save it as PDF first."
    ),
}
UNSCANNED = "No virus scanner is set up here, so this file was not scanned. Open it with care."
WAITS = (
    "The file is being checked for viruses. Nobody can open it before that. You may leave this "
    "page: the check goes on."
)
TONES = {Status.AVAILABLE: "green", Status.INFECTED: "red", Status.UNSCANNABLE: "amber"}


@dataclass(frozen=True)
class Shown:
    """One file in a list: the row, its state in a word, and what may be done with it."""

    file: StoredFile
    may_remove: bool

    @property
    def use(self) -> str:
        return use_of(self.file).label

    @property
    def kind(self) -> str:
        return KINDS[self.file.kind].label

    @property
    def is_open(self) -> bool:
        return self.file.status == Status.AVAILABLE

    @property
    def waits(self) -> bool:
        return self.file.status in StoredFile.WAITING

    @property
    def tone(self) -> str:
        return "grey" if self.unscanned else TONES.get(Status(self.file.status), "blue")

    @property
    def word(self) -> str:
        return "Not scanned" if self.unscanned else self.file.get_status_display()

    @property
    def explained(self) -> str:
        """What the state means for whoever wants the file."""
        if self.unscanned:
            return UNSCANNED
        return EXPLAINED.get(Status(self.file.status), WAITS)

    @property
    def unscanned(self) -> bool:
        return self.is_open and self.file.scanner == NOT_SCANNED


def about(user: User, things: Sequence[Model]) -> dict[int, list[Shown]]:
    """The files of things of one model that this person already sees, by the key of the thing."""
    found: dict[int, list[Shown]] = defaultdict(list)
    if not things:
        return found
    kind = ContentType.objects.get_for_model(things[0])
    by_key = {thing.pk: thing for thing in things}
    rows = StoredFile.objects.present().filter(subject_type=kind, subject_id__in=by_key)
    for file in rows.select_related("uploaded_by"):
        thing = by_key[file.subject_id]
        found[file.subject_id].append(Shown(file, may_remove(user, file, thing)))
    return found
