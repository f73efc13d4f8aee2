"""How forms look, speak and read dates. Every form of the project is asked."""

import re
from copy import deepcopy
from datetime import date, time
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import pytest
from django import forms

from portal.forms import DateField, TimeField, paragraph
from portal.forms.wording import djangos_own, speak

ROOT = Path(__file__).parents[2]
OURS = {path.parent.name for path in ROOT.glob("*/apps.py")}


class Booking(forms.Form):
    """One of each kind of question."""

    name = forms.CharField(label="Full name", max_length=20, help_text="As on your badge")
    share = forms.DecimalField(label="Share (%)", min_value=0, max_value=100, max_digits=5)
    area = forms.ChoiceField(
        label="Area", choices=[("e", "East"), ("w", "West")], widget=forms.RadioSelect
    )
    days = forms.MultipleChoiceField(
        label="Days", choices=[("m", "Monday")], widget=forms.CheckboxSelectMultiple
    )
    held_on = DateField(label="Date of session", help_text="For example, 27 3 2027")
    starts = TimeField(label="Start time")
    agreed = forms.BooleanField(label="I agree", error_messages={"required": "Tick to agree"})
    notes = forms.CharField(label="Notes", max_length=200, widget=forms.Textarea)
    paper = forms.FileField(label="Evidence", required=False)
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    token = forms.CharField(widget=forms.HiddenInput)


GOOD = {
    "name": "Ada Invented",
    "share": "50",
    "area": "e",
    "days": ["m"],
    "held_on_0": "27",
    "held_on_1": "3",
    "held_on_2": "2027",
    "starts": "2:30pm",
    "agreed": "on",
    "notes": "None",
    "secret": "three random words",
    "token": "x",
}


class Ids(HTMLParser):
    """Collects what a page names and what it points to."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.pointed = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a":
            self.pointed.append(found["href"].removeprefix("#"))
        if tag == "label":
            self.pointed.append(found["for"])
        self.pointed += (found.get("aria-describedby") or "").split()


def faults(**changed):
    return Booking(GOOD | changed).errors


def test_good_answers_are_accepted():
    form = Booking(GOOD)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["held_on"] == date(2027, 3, 27)
    assert form.cleaned_data["starts"] == time(14, 30)


def test_every_label_hint_error_and_summary_line_points_to_something_that_is_there():
    page = Ids(str(Booking({"held_on_0": "1"})))

    assert set(page.pointed) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_summary_leads_to_the_first_choice_and_to_the_box_that_is_missing():
    html = str(Booking(GOOD | {"area": "", "held_on_2": ""}))

    assert '<a href="#id_area_0">Select area</a>' in html
    assert '<a href="#id_held_on_2">Date of session must include a year</a>' in html


def test_faults_of_no_one_question_and_of_hidden_ones_are_in_the_summary():
    form = Booking(GOOD | {"token": ""})
    form.add_error(None, "The session is full")

    assert "<li>The session is full</li>" in str(form)
    assert "<li>Enter Token</li>" in str(form) or "<li>Enter token</li>" in str(form)


def test_a_form_not_sent_has_no_summary_and_no_faults():
    html = str(Booking())

    assert "There is a problem" not in html
    assert "--error" not in html
    assert " required" not in html


@pytest.mark.parametrize("month", ["3", "03", "mar", "Mar.", "March", "MARCH"])
def test_month_is_read_as_number_or_name(month):
    assert Booking(GOOD | {"held_on_1": month}).is_valid()


def test_sept_is_september():
    form = Booking(GOOD | {"held_on_1": "Sept"})

    assert form.is_valid()
    assert form.cleaned_data["held_on"] == date(2027, 9, 27)


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence"),
    [
        ("", "", "", "Enter date of session"),
        ("27", "3", "", "Date of session must include a year"),
        ("", "3", "", "Date of session must include a day and year"),
        ("27", "3", "27", "Year must include 4 numbers"),
        ("31", "2", "2027", "Date of session must be a real date"),
        ("27", "Foo", "2027", "Date of session must be a real date"),
        ("x", "3", "2027", "Date of session must be a real date"),
        ("9" * 20, "3", "2027", "Date of session must be a real date"),
        ("27", "2147483648", "2027", "Date of session must be a real date"),
        ("27", "3", "0202", "Year must be between 1900 and 2100"),
        ("27", "3", "2202", "Year must be between 1900 and 2100"),
    ],
)
def test_date_faults_name_what_to_put_right(day, month, year, sentence):
    found = faults(held_on_0=day, held_on_1=month, held_on_2=year)

    assert found == {"held_on": [sentence]}


def test_optional_date_may_stay_empty_and_shows_a_stored_one():
    class Plan(forms.Form):
        due = DateField(label="Due", required=False)

    assert Plan({}).is_valid()
    html = str(Plan(initial={"due": date(2027, 3, 9)}))
    assert re.search(r'name="due_0" value="9".*name="due_1" value="3".*value="2027"', html, re.S)


def test_no_sentence_calls_an_answer_optional():
    class Plan(forms.Form):
        due = DateField(label="Due (optional)", required=False)
        venue = forms.CharField(label="Venue (optional)", max_length=3, required=False)
        about = paragraph("About (optional)", "", required=False)

    plan = Plan({"due_0": "1", "due_1": "1", "venue": "Library", "about": "x" * 2001})

    assert plan.errors == {
        "due": ["Due must include a year"],
        "venue": ["Venue must be 3 characters or fewer"],
        "about": ["About must be 2,000 characters or fewer"],
    }


def test_date_knows_whether_it_changed():
    field = DateField(label="Due")

    assert not field.has_changed(date(2027, 3, 9), ["9", "3", "2027"])
    assert field.has_changed(date(2027, 3, 9), ["10", "3", "2027"])
    assert not field.has_changed(None, ["", "", ""])


def test_a_form_may_say_better_what_is_wrong_with_a_date():
    class Plan(forms.Form):
        due = DateField(label="Due", error_messages={"invalid": "Check the calendar"})

    assert Plan({"due_0": "31", "due_1": "2", "due_2": "2027"}).errors["due"] == [
        "Check the calendar"
    ]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2pm", time(14)),
        ("2.30 PM", time(14, 30)),
        ("14:30", time(14, 30)),
        ("12am", time(0)),
        ("12:15pm", time(12, 15)),
        ("midday", time(12)),
        ("Midnight", time(0)),
    ],
)
def test_time_is_read_as_people_type_it(text, read):
    assert TimeField().clean(text) == read


@pytest.mark.parametrize("text", ["9", "25:00", "13pm", "0am", "9:75", "soon"])
def test_what_is_no_time_is_refused_in_our_words(text):
    assert faults(starts=text) == {"starts": ["Start time must be a time, like 2:30pm"]}


def test_time_keeps_a_time_and_nothing():
    assert TimeField().clean(time(9)) == time(9)
    assert TimeField(required=False).clean("") is None


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": "a" * 21}, "Full name must be 20 characters or fewer"),
        ({"share": "101"}, "Share (per cent) must be 100 or less"),
        ({"share": "x"}, "Share (per cent) must be a number, like 12.5"),
        ({"share": "1.23456"}, "Share (per cent) must be 5 digits or fewer"),
        ({"area": "z"}, "Select area from the list"),
        ({"days": []}, "Select days"),
        ({"agreed": ""}, "Tick to agree"),
        ({"notes": ""}, "Enter notes"),
    ],
)
def test_a_silent_form_still_speaks_our_words(changed, sentence):
    assert [text for texts in faults(**changed).values() for text in texts] == [sentence]


def test_abbreviations_keep_their_capitals():
    class Record(forms.Form):
        number = forms.CharField(label="NHS number")

    assert Record({}).errors["number"] == ["Enter NHS number"]


def test_classes_a_form_asks_for_are_kept():
    class Record(forms.Form):
        year = forms.CharField(widget=forms.TextInput({"class": "govuk-input--width-4"}))

    assert 'class="govuk-input govuk-input--width-4"' in str(Record())


def every_form():
    """Forms of the project's own modules, allauth's in our words among them."""
    for app in sorted(OURS):
        for path in sorted((ROOT / app).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if parts[-1] == "accounts" or any("forms" in part for part in parts):
                import_module(".".join(parts).removesuffix(".__init__"))
    return [kind for kind in walk(forms.BaseForm) if kind.__module__.split(".")[0] in OURS]


def walk(kind):
    for child in kind.__subclasses__():
        yield child
        yield from walk(child)


each_form = pytest.mark.parametrize(
    "kind", every_form(), ids=lambda kind: f"{kind.__module__}.{kind.__name__}"
)


def left_of_django(field):
    theirs = djangos_own(field)
    return {key for key, text in field.error_messages.items() if str(text) == theirs.get(key)}


@pytest.mark.parametrize(
    "kind", every_form(), ids=lambda kind: f"{kind.__module__}.{kind.__name__}"
)
def test_djangos_own_sentences_cannot_be_reached(kind):
    spoken = {name: deepcopy(field) for name, field in kind.base_fields.items()}
    for name, field in spoken.items():
        speak(field, name)

    assert [name for name, field in spoken.items() if left_of_django(field)] == []


@pytest.mark.parametrize(
    "kind", every_form(), ids=lambda kind: f"{kind.__module__}.{kind.__name__}"
)
def test_a_question_with_a_question_mark_says_itself_what_is_missing(kind):
    """No label that asks can follow the word Enter: such a field needs its own sentence."""
    silent = [
        name
        for name, field in kind.base_fields.items()
        if str(field.label or "").endswith("?")
        and field.required
        and "required" in left_of_django(field)
    ]

    assert silent == []


@pytest.mark.parametrize(
    "kind", every_form(), ids=lambda kind: f"{kind.__module__}.{kind.__name__}"
)
def test_dates_have_three_boxes(kind):
    plain = [name for name, field in kind.base_fields.items() if type(field) is forms.DateField]

    assert plain == []
