"""Pages of payer classes, and what they say when something is typed wrong."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal import clock
from portal.models import Event
from tests.factories.partners import AgencyFactory, StandingFactory
from tests.factories.training import BookingFactory
from tests.factories.training_money import PayerClassFactory
from tests.training.priced import priced
from training.models import Payer, PayerClass

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return priced()


@pytest.fixture
def lead(ours):
    return StandingFactory(
        role="training_lead", partnership=ours.partnership, agency=ours.school
    ).person


def at(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def said(answer):
    return answer.content.decode()


def later(days=30):
    return clock.today() + timedelta(days=days)


def boxes(name, day):
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def refused(answer, field):
    """What stands beside a box of a form that was sent back."""
    assert answer.status_code == 422
    return answer.context["form"].errors[field][0]


def test_a_class_is_added_and_changed_and_the_list_counts_its_agencies(ours, lead, sign_in):
    browser = sign_in(lead)
    facts = {"partnership": ours.partnership.pk, "name": "Charities", "is_usual": "on"}

    page = browser.post(at("payer_class_add"), facts, follow=True)
    assert "Class added" in said(page)
    added = PayerClass.objects.get(name="Charities")
    change = at("payer_class_edit", payer_class_id=added.pk)
    assert 'value="Charities"' in said(browser.get(change))
    page = browser.post(change, {"name": "Charities and CICs", "order": 1}, follow=True)

    added.refresh_from_db()
    assert (added.name, added.order, added.is_usual) == ("Charities and CICs", 1, False)
    assert [(one.name, one.agencies) for one in page.context["page"]] == [
        ("Charities and CICs", 0),
        ("Schools", 1),
    ]
    whats = [event.what for event in Event.objects.about(added)]
    assert sorted(whats) == ["payerclass.added", "payerclass.changed"]


def test_a_class_has_a_name_of_its_own_and_one_is_usual(ours, lead, sign_in):
    usual = PayerClassFactory(partnership=ours.partnership, name="Private", is_usual=True)
    browser = sign_in(lead)
    change = at("payer_class_edit", payer_class_id=ours.schools.pk)

    taken = browser.post(change, {"name": "private", "order": 2})
    empty = browser.post(change, {"name": "", "order": ""})
    browser.post(change, {"name": "Schools", "order": 2, "is_usual": "on"})

    assert refused(taken, "name") == "There is one of that name already. Choose another name."
    assert 'value="private"' in said(taken)
    assert refused(empty, "name") == "Enter the name of the class"
    assert refused(empty, "order") == "Enter the place in lists, like 3"
    usual.refresh_from_db()
    ours.schools.refresh_from_db()
    assert (usual.is_usual, ours.schools.is_usual) == (False, True)


def test_an_agency_is_put_in_a_class_from_a_day(ours, lead, sign_in):
    private = PayerClassFactory(partnership=ours.partnership, name="Private", is_usual=True)
    away = AgencyFactory(name="Far Away Nursery")
    ours.booking(session=ours.session())
    browser = sign_in(lead)
    facts = {"agency": ours.school.pk, "payer_class": private.pk, **boxes("since", later())}

    page = browser.post(at("payer_add"), facts, follow=True)
    again = browser.post(at("payer_add"), facts)
    unknown = browser.post(at("payer_add"), facts | {"agency": away.pk})

    assert "What was booked before keeps its fee" in said(page)
    assert "An agency that is not listed pays by Private." in said(page)
    assert [one.payer_class for one in page.context["page"]] == [ours.schools]
    ever = browser.get(at("payer_list"), {"when": "ever"})
    assert [one.payer_class for one in ever.context["page"]] == [ours.schools, private]
    one_class = browser.get(at("payer_list"), {"when": "ever", "payer_class": private.pk})
    assert [one.payer_class for one in one_class.context["page"]] == [private]
    assert "begins on that day or later" in refused(again, "since")
    assert "Select an agency that books training here" in refused(unknown, "agency")
    assert Payer.objects.filter(payer_class=private).count() == 1


def test_an_agency_from_outside_that_books_here_can_be_given_a_class(ours, lead, sign_in):
    guest = AgencyFactory()
    BookingFactory(agency=guest, session=ours.session())
    facts = {"agency": guest.pk, "payer_class": ours.schools.pk, **boxes("since", later())}

    sign_in(lead).post(at("payer_add"), facts)

    assert Payer.objects.filter(agency=guest, payer_class=ours.schools).exists()


def test_a_list_narrowed_to_nonsense_says_so(lead, sign_in):
    answer = sign_in(lead).get(at("payer_list"), {"payer_class": "999999"})

    assert "Select a class of your partnership" in said(answer)
