"""Screening: answers kept as they come, decided once, and never past what the law demands."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal import clock
from portal.models import Deadline
from reviews import actions
from reviews.deadlines import PANEL, PARTNERS
from reviews.models import Incident, Screening
from reviews.workflow import INCIDENTS
from tests.factories.reviews import ReviewGrantFactory, review_lead
from tests.factories.reviews_files import (
    IncidentFactory,
    NotificationFactory,
    ScreeningFactory,
)
from tests.turns import meanwhile

TESTS = ("sin.abuse", "sin.harm", "sin.place")
YES = dict.fromkeys(TESTS, ("yes", "It is known"))
NO = {**YES, "sin.abuse": ("no", "Nothing points to it")}
pytestmark = pytest.mark.django_db


@pytest.fixture
def file(partnership):
    incident = IncidentFactory(review__partnership=partnership, aware_on=date(2020, 9, 1))
    ScreeningFactory(review=incident.review)
    return incident.review


@pytest.fixture
def screening(file):
    return file.screenings.get()


@pytest.fixture
def decide(screening, lead):
    def decided(decision, answers=YES, **more):
        told = {"seen": 1, "reasons": "Talked through with the three partners", **more}
        actions.decide_screening(
            screening=screening, answers=answers, decision=decision, by=lead, **told
        )

    return decided


def sent(answers=YES, **more):
    typed = {"seen": 1, "reasons": "Talked through", "decision": "notifiable", **more}
    for key, (met, reason) in answers.items():
        typed |= {f"{key}.met": met, f"{key}.reason": reason}
    return typed


def page_of(file, name="screening"):
    return reverse(f"reviews:{name}", kwargs={"review_id": file.pk})


def test_an_incident_that_is_notifiable_starts_two_clocks_from_the_day_of_awareness(file, decide):
    decide("notifiable")

    file.incident.refresh_from_db()
    assert file.incident.status == Incident.Status.NOTIFIABLE
    assert {row.kind: row.due_on for row in Deadline.objects.about(file)} == {
        PANEL.key: date(2020, 9, 8),
        PARTNERS.key: date(2020, 9, 8),
    }
    decided = file.screenings.get()
    assert decided.decided_on == clock.today()
    assert decided.answers.count() == 3


@pytest.mark.parametrize(
    ("decision", "status"),
    [("no further action", "no further action"), ("other learning review",) * 2],
)
def test_the_other_two_decisions_start_none(file, decide, decision, status):
    decide(decision, NO)

    file.incident.refresh_from_db()
    assert file.incident.status == status
    assert not Deadline.objects.about(file).exists()


@pytest.mark.parametrize("decision", ["no further action", "other learning review"])
def test_what_the_law_wants_notified_is_not_decided_away(file, decide, decision):
    with pytest.raises(actions.AllMet):
        decide(decision, YES)

    file.incident.refresh_from_db()
    assert file.incident.status == Incident.Status.REFERRED


def test_notifiable_without_a_day_0_is_refused(decide):
    Incident.objects.update(aware_on=None)

    with pytest.raises(actions.DayMissing):
        decide("notifiable")
    assert INCIDENTS.moves["find_notifiable"].lacks(Incident.objects.get()) == [
        "Enter first when the local authority became aware."
    ]


def test_what_is_decided_stays_as_it_is(screening, decide, lead):
    decide("no further action", NO)

    with pytest.raises(actions.SavedMeanwhile):
        decide("other learning review", NO, seen=screening.version)
    with pytest.raises(actions.SavedMeanwhile):
        actions.save_screening(
            screening=screening, seen=screening.version, answers={}, reasons="Later", by=lead
        )

    assert Screening.objects.get().reasons == "Talked through with the three partners"


def test_only_its_leads_screen(screening, file):
    reader = ReviewGrantFactory(content_object=file).user

    with pytest.raises(PermissionDenied):
        actions.save_screening(screening=screening, seen=1, answers={}, reasons="", by=reader)


def test_half_an_answer_is_kept_and_moves_the_file_to_screening(sign_in, lead, file):
    typed = sent({"sin.abuse": ("yes", "")}, decision="", reasons="")

    answer = sign_in(lead).post(page_of(file), typed | {"go": "save"})

    file.incident.refresh_from_db()
    assert answer.url == file.get_absolute_url()
    assert file.incident.status == Incident.Status.SCREENING
    again = sign_in(lead).get(page_of(file)).context["form"]
    assert again["sin.abuse.met"].value() == "yes"
    assert again["seen"].value() == 2


def test_deciding_wants_every_answer_in_its_own_words(sign_in, lead, file):
    page = sign_in(lead).post(page_of(file), {"seen": 1, "go": "decide"})

    assert page.status_code == 422
    errors = page.context["form"].errors
    assert errors["sin.abuse.met"] == ["Select whether this test is met"]
    assert errors["sin.place.reason"] == ["Enter why this test is met or not"]
    assert errors["reasons"] == ["Enter the reasons for the decision"]
    assert errors["decision"] == ["Select what you decide"]


@pytest.mark.parametrize(
    ("aware", "decision", "said"),
    [
        (date(2020, 9, 1), "no further action", "the local authority has to notify"),
        (None, "notifiable", "Enter first when the local authority became aware"),
    ],
)
def test_the_page_says_what_is_in_the_way(sign_in, lead, file, aware, decision, said):
    Incident.objects.update(aware_on=aware)

    page = sign_in(lead).post(page_of(file), sent(decision=decision, go="decide"))

    assert page.status_code == 422
    assert said in page.context["form"].errors["decision"][0]
    assert "Talked through" in page.content.decode()
    assert Screening.objects.get().version == 1


def test_the_page_decides(sign_in, lead, file):
    answer = sign_in(lead).post(page_of(file), sent(go="decide"))

    assert answer.url == file.get_absolute_url()
    shown = sign_in(lead).get(file.get_absolute_url()).content.decode()
    assert "Notify the national Panel" in shown
    assert "section 16C(1)" in shown
    assert sign_in(lead).get(page_of(file)).status_code == 404


def test_of_two_who_screen_at_once_the_second_sees_both_texts(sign_in, lead, file, partnership):
    browser = sign_in(review_lead(partnership))
    browser.post(page_of(file), sent(reasons="What the first wrote", go="save"))

    page = sign_in(lead).post(page_of(file), sent(reasons="What the second wrote", go="save"))

    text = page.content.decode()
    assert page.status_code == 422
    assert "What the first wrote" in text
    assert "What the second wrote" in text
    typed = sent(reasons="Both", go="save") | {"seen": page.context["form"]["seen"].value()}
    sign_in(lead).post(page_of(file), typed)
    assert Screening.objects.get().reasons == "Both"


def test_a_second_screening_opens_with_a_reason_and_the_first_stays(sign_in, lead, file, decide):
    decide("no further action", NO)
    address = page_of(file, "screen_again")

    assert sign_in(lead).post(address, {"reason": ""}).status_code == 422
    sign_in(lead).post(address, {"reason": "A hospital sent more"})
    sign_in(lead).post(address, {"reason": "Again"})

    first, second = Screening.objects.order_by("pk")
    assert first.decision == "no further action"
    assert (second.because, second.decided_on) == ("A hospital sent more", None)
    assert sign_in(lead).get(page_of(file)).status_code == 200


def test_a_day_of_awareness_moves_the_clocks_with_a_reason_only(sign_in, lead, file, decide):
    decide("notifiable")
    file.incident.refresh_from_db()
    typed = {
        "seen": file.incident.version,
        "route": "criteria",
        "summary": "Put right",
        "aware_on_0": 3,
        "aware_on_1": 9,
        "aware_on_2": 2020,
    }
    address = page_of(file, "incident_edit")

    refused = sign_in(lead).post(address, typed)
    assert refused.context["form"].errors["reason"][0].startswith("Enter why the day changes")
    sign_in(lead).post(address, typed | {"reason": "The duty log says so"})

    due = Deadline.objects.about(file).values_list("due_on", flat=True)
    assert set(due) == {date(2020, 9, 10)}
    stale = sign_in(lead).post(address, typed | {"summary": "Mine", "reason": "x"})
    assert "Put right" in stale.content.decode()
    assert "Both answers are shown below" in stale.content.decode()


def test_a_telling_before_the_decision_needs_no_clock(file, decide):
    NotificationFactory(review=file, to="partners")

    decide("notifiable")

    assert [row.kind for row in Deadline.objects.about(file)] == [PANEL.key]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_decides(file, lead, partnership):
    other = review_lead(partnership)
    told = {"seen": 1, "answers": NO, "reasons": "Talked through"}

    def decide(decision, by):
        screening = Screening.objects.get()
        actions.decide_screening(screening=screening, decision=decision, by=by, **told)

    with pytest.raises(actions.SavedMeanwhile):
        meanwhile(
            partial(decide, "no further action", lead),
            partial(decide, "other learning review", other),
        )

    assert Screening.objects.get().decided_by == lead
