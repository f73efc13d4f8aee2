"""Two people write on one page at once: the second overwrites nothing, and sees both texts."""

from functools import partial

import pytest
from django.http import QueryDict

from reviews.actions.saving import SavedMeanwhile, save
from reviews.forms.versions import LOST, VersionedForm
from reviews.models import Incident
from tests.factories.reviews_files import IncidentFactory
from tests.turns import meanwhile


class SummaryForm(VersionedForm):
    """A page of one text, one choice and one day."""

    from django import forms  # noqa: PLC0415

    from portal.forms import DateField  # noqa: PLC0415

    summary = forms.CharField(label="In short")
    route = forms.ChoiceField(label="Why", choices=Incident.Route.choices)
    aware_on = DateField(label="Aware", required=False)
    outside_england = forms.BooleanField(label="Outside England", required=False)


def sent(**typed):
    data = QueryDict(mutable=True)
    data.update({"summary": "Mine", "route": "learning", **typed})
    return data


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_the_second_overwrites_nothing():
    incident = IncidentFactory(summary="Before")
    first, second = (Incident.objects.get(), Incident.objects.get())

    with pytest.raises(SavedMeanwhile):
        meanwhile(
            partial(save, first, seen=1, summary="Theirs"),
            partial(save, second, seen=1, summary="Mine"),
        )

    incident.refresh_from_db()
    assert (incident.summary, incident.version) == ("Theirs", 2)


@pytest.mark.django_db
def test_a_form_begins_with_what_stands_and_with_its_version():
    incident = IncidentFactory(summary="Before")
    form = SummaryForm(row=incident)

    assert form.initial["summary"] == "Before"
    assert form.initial["seen"] == 1
    assert '<input type="hidden" name="seen" value="1"' in str(form["seen"])


@pytest.mark.django_db
def test_both_texts_are_shown_and_the_next_saving_is_of_the_new_version():
    incident = IncidentFactory(summary="Before", aware_on="2020-09-01")
    form = SummaryForm(sent(seen="1"), row=incident)
    assert form.is_valid()
    save(Incident.objects.get(), seen=1, summary="Theirs", outside_england=True)

    form.renew()

    assert [(one.label, one.theirs, one.yours) for one in form.both] == [
        ("In short", "Theirs", "Mine"),
        ("Why", "It may have to be notified to the national Panel", "There may be learning in it"),
        ("Aware", "1 September 2020", "Nothing"),
        ("Outside England", "Yes", "No"),
    ]
    assert form["seen"].value() == "2"
    assert form["summary"].value() == "Mine"
    assert "Both answers are shown below" in form.non_field_errors()[0]


@pytest.mark.django_db
def test_a_form_without_its_version_saves_nothing():
    form = SummaryForm(sent(seen=""), row=IncidentFactory())

    assert form.errors["seen"] == [LOST]
