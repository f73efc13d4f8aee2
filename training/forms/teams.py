"""A team by its names: pasted or in a file, and row by row what is wrong."""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet

from partners.models import Agency
from portal.files.fields import UploadField
from portal.forms import seen
from portal.opening.kinds import CSV, XLSX
from portal.sheets_in import MEGABYTE, Limits, SheetRefused, read_sheet
from training.models import TeamBooking

MOST = TeamBooking.MOST
LIMITS = Limits(file=MEGABYTE, unpacked=8 * MEGABYTE, rows=200, columns=20, cells=4_000)
HEADS = ("name", "email", "job", "line manager")


class TeamForm(forms.Form):
    """How many people, for which agency, and whether they come all or not at all."""

    agency = forms.ModelChoiceField(
        label="Which agency do you book for?",
        queryset=Agency.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select the agency you book for",
            "invalid_choice": "Select an agency you may book for",
        },
    )
    size = forms.IntegerField(
        label="How many people?",
        help_text=f"From 2 to {MOST}. The places are held while you write in the names.",
        min_value=2,
        max_value=MOST,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "required": "Enter how many people",
            "invalid": "Enter a whole number, like 8",
            "min_value": "Enter 2 or more. For one colleague, use Book for a colleague",
            "max_value": f"Enter {MOST} or fewer. Book the others in a second team",
        },
    )
    together = forms.BooleanField(
        label="All of them or none",
        help_text="When there are too few places, the whole team waits until there are enough.",
        required=False,
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        own = list(agencies[:2])
        if len(own) == 1:
            self.fields["agency"].widget = forms.HiddenInput()
            self.initial["agency"] = own[0].pk


@dataclass(frozen=True)
class Line:
    """One row of the list as it was read, and what is wrong with it."""

    number: int
    name: str = ""
    address: str = ""
    job: str = ""
    manager: str = ""
    fault: str = ""

    @property
    def text(self) -> str:
        """As it is shown in the box, and read from there again: "Smith, John" stays one cell."""
        cells = [self.name, self.address, self.job, self.manager]
        apart = "\t" if any(sign in cell for cell in cells for sign in ',;"') else ", "
        return apart.join(cells).rstrip(apart)


class NamesForm(forms.Form):
    """The names of a team. `manager`: whether each row needs a line manager's address.

    `taken`: addresses that hold or wait for a place on the session already.
    """

    names = forms.CharField(
        label="Names",
        help_text="One person on a line: name, work email address, job title. "
        "You can copy the rows from a spreadsheet.",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"max_length": "The list is too long. Enter 30 people at most"},
    )
    file = UploadField(
        label="Or a file with these columns",
        kinds=(CSV, XLSX),
        most=1,
        required=False,
        note="The first row is the heading: name, email, job title.",
    )
    only_good = forms.BooleanField(
        label="Leave out the rows with something wrong, and book the others", required=False
    )

    def __init__(self, *args: Any, manager: bool, taken: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.manager, self.taken = manager, {one.lower() for one in taken if one}
        self.lines: list[Line] = []
        if manager:
            hint = "name, work email address, job title, line manager's email address"
            self.fields["names"].help_text = f"One person on a line: {hint}."

    @property
    def good(self) -> list[Line]:
        return [line for line in self.lines if not line.fault]

    @property
    def bad(self) -> list[Line]:
        return [line for line in self.lines if line.fault]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if self.errors:
            return facts
        self.lines = self.looked_at(self.rows(facts))
        if facts["file"]:
            self.show_in_the_box()
        self.refuse_what_is_wrong(bool(facts["only_good"]))
        return facts

    def rows(self, facts: dict[str, Any]) -> list[list[str]]:
        """The cells of each row, from the file where there is one, else from the box."""
        if not facts["file"]:
            return list(read_lines(facts["names"]))
        [opened] = facts["file"]
        opened.content.seek(0)
        try:
            sheet = read_sheet(opened.name, opened.content, LIMITS)
            return [[text_of(cell) for cell in cells[:4]] for _, cells in sheet.rows]
        except SheetRefused as refusal:
            self.add_error("file", str(refusal))
            return []

    def show_in_the_box(self) -> None:
        """The rows of a file: a browser does not keep the file."""
        typed: Any = self.data.copy()  # type: ignore[attr-defined]
        typed["names"] = "\n".join(line.text for line in self.lines)
        self.data = typed

    def looked_at(self, rows: list[list[str]]) -> list[Line]:
        """Each row with the first thing that is wrong with it."""
        seen: set[str] = set()
        lines = []
        for number, cells in enumerate(rows, start=1):
            name, address, job, manager = (*cells, "", "", "", "")[:4]
            line = Line(number, name, address.lower(), job, manager.lower())
            lines.append(Line(**{**vars(line), "fault": self.fault_of(line, seen)}))
            seen.add(line.address)
        return lines

    def fault_of(self, line: Line, seen: set[str]) -> str:
        faults = (*faults_of_name(line), *self.faults_of_address(line, seen), *self.others(line))
        return faults[0] if faults else ""

    def faults_of_address(self, line: Line, seen: set[str]) -> list[str]:
        if not line.address:
            return ["Enter the work email address"]
        if not is_address(line.address):
            return ["Enter an email address in the correct format, like name@example.com"]
        if line.address in seen:
            return ["This address is on the list twice"]
        taken = line.address in self.taken
        return ["This person holds or waits for a place already"] if taken else []

    def others(self, line: Line) -> list[str]:
        if len(line.job) > 120:
            return ["The job title must be 120 characters or fewer"]
        if self.manager and not is_address(line.manager):
            return ["Enter the line manager's email address in the fourth column"]
        return []

    def refuse_what_is_wrong(self, only_good: bool) -> None:
        if self.errors:
            return
        if not self.lines:
            self.add_error("names", "Enter the names, or select a file that holds them")
        elif len(self.lines) > MOST:
            said = f"The list has {len(self.lines)} people. Enter {MOST} at most"
            self.add_error("names", said)
        elif self.bad and not (only_good and self.good):
            for line in self.bad:
                self.add_error("names", ValidationError(f"Row {line.number}: {line.fault}"))


def faults_of_name(line: Line) -> list[str]:
    if not line.name or "@" in line.name:
        return ["Enter the full name first"]
    if len(line.name) > 120 or not line.name.isprintable():
        return ["Full name must be 120 characters or fewer, on one line"]
    return []


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def read_lines(text: str) -> Iterator[list[str]]:
    """Rows typed or pasted: cells with tabs, semicolons or commas between. A heading is no row."""
    for line in filter(str.strip, text.splitlines()):
        sign = next((sign for sign in "\t;" if sign in line), ",")
        [cells] = csv.reader(io.StringIO(line), delimiter=sign, skipinitialspace=True)
        cells = [seen(cell).strip() for cell in cells]
        if cells[0].lower() not in ("name", "full name"):
            yield cells


def text_of(cell: Any) -> str:
    return "" if cell is None else seen(str(cell)).strip()
