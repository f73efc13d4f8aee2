"""Logging a national publication, and saying where we stand on what it recommends."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from partners.models import Agency, AgencyQuerySet, Partnership
from portal import clock
from portal.forms import DateField, paragraph
from reviews.forms.kinds import address_field, one_of, partial
from reviews.forms.questions import choice, line, past_day
from reviews.forms.versions import VersionedForm
from reviews.models import GapLine, NationalPublication

Position = GapLine.Position


class PublicationFields(forms.Form):
    """What it is, who published it, and by when a department wants a reply."""

    title = line("Title", 200, "Enter the title")
    sort = choice("Kind", NationalPublication.Sort.choices, "Select the kind")
    publisher = line("Published by", 160, "Enter who published it")
    published_on = partial("Published")
    address = address_field("Where to read it")
    about = paragraph("What it is about", "", required=False)
    our_part = paragraph(
        "Our part in it", "", "For research: what we contributed, to whom.", required=False
    )
    reply_due_on = DateField(
        label="A reply is due",
        required=False,
        help_text="When a department asks for a workplan or a reply. For example, 12 10 2020.",
    )


class NationalForm(PublicationFields):
    """A publication that is new in the log."""

    partnership = one_of(
        "Partnership", Partnership.objects.none(), required="Select the partnership"
    )
    field_order = ("partnership",)

    def __init__(self, *args: Any, partnerships: QuerySet[Partnership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["partnership"]
        offered.queryset = partnerships
        if len(partnerships) == 1:
            self.initial["partnership"] = partnerships[0].pk


class NationalChangeForm(PublicationFields, VersionedForm):
    """What is logged already."""

    reason = paragraph(
        "Why the day of the reply changes", "", "Needed when a day was set before.", required=False
    )


class ReplyForm(VersionedForm):
    """What was replied to a department."""

    replied_on = past_day("Day of the reply", "Enter the day of the reply")
    reply = paragraph("What was replied", "Enter what was replied", "Such as the workplan.")


class GapForm(forms.Form):
    """One recommendation, in the words of the publication."""

    recommendation = paragraph("Recommendation", "Enter the recommendation")


class StandsForm(VersionedForm):
    """Where we stand on it, and how we know."""

    position = choice(
        "Where we stand",
        [(one.value, one.label) for one in Position if one != Position.UNSEEN],
        "Select where we stand",
    )
    evidence = paragraph(
        "How we know", "Enter how we know", "Such as an audit, a policy, figures. Name no child."
    )


class GapActionForm(forms.Form):
    """Who does what by when."""

    owner = one_of("Agency", Agency.objects.none(), required="Select the agency")
    text = paragraph("What is to be done", "Enter what is to be done", "Do not name a child.")
    due = DateField(label="Due", error_messages={"required": "Enter the day it is due"})

    def __init__(self, *args: Any, agencies: AgencyQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["owner"]
        offered.queryset = agencies

    def clean_due(self) -> date:
        day: date = self.cleaned_data["due"]
        if day < clock.today():
            raise ValidationError("The day it is due must be today or later")
        return day
