"""A death put right after it was taken in, and one that is another area's to review."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cdop import actions
from cdop.models import PanelReview
from portal.models import Event
from tests.factories.cdop import ConflictFactory, DeathFactory, coordinator
from tests.factories.partners import AreaFactory

pytestmark = pytest.mark.django_db


def address(name, death):
    return reverse(f"cdop:{name}", kwargs={"death_id": death.pk})


def boxes(name, day):
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def answers(death, **more):
    typed = {"seen": death.stamp, "expected": "no", "joint_agency_response": "no"}
    return typed | more


@pytest.fixture
def elsewhere(partnership):
    return DeathFactory(partnership=partnership, area=AreaFactory(), out_of_county=True)


@pytest.mark.parametrize("name", ["record_review", "record_review_meeting"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_death_of_a_child_who_lived_elsewhere_is_not_reviewed_here(
    sign_in, runs, elsewhere, name, method
):
    assert getattr(sign_in(runs), method)(address(name, elsewhere)).status_code == 403


def test_no_action_reviews_the_death_of_a_child_who_lived_elsewhere(runs, elsewhere, meeting):
    found = {"meeting": meeting, "modifiable": "no", "category": None, "factors": {}}

    with pytest.raises(PermissionDenied):
        actions.record_review(death=elsewhere, by=runs, **found)
    with pytest.raises(PermissionDenied):
        actions.record_review_meeting(death=elsewhere, on=date(2019, 8, 1), by=runs)

    elsewhere.refresh_from_db()
    assert (PanelReview.objects.count(), elsewhere.review_meeting_on) == (0, None)


def test_form_opens_with_what_is_recorded(sign_in, runs, death):
    form = sign_in(runs).get(address("death_correct", death)).context["form"]

    assert (form["expected"].value(), form["joint_agency_response"].value()) == ("no", "no")
    assert "passed_on" not in form.fields


def test_correction_keeps_the_codes_of_what_stood_there(sign_in, runs, death):
    browser = sign_in(runs)
    typed = answers(death, joint_agency_response="yes")

    answer = browser.post(
        address("death_correct", death),
        typed | boxes("joint_agency_response_on", date(2019, 6, 4)),
    )

    death.refresh_from_db()
    page = browser.get(answer.url).content.decode()
    assert (death.joint_agency_response, death.joint_agency_response_on) == (
        True,
        date(2019, 6, 4),
    )
    assert f"{death} corrected." in page
    assert address("death_correct", death) in page
    assert Event.objects.about(death).get(what="death.corrected").facts == {
        "was_joint_agency_response": False,
        "joint_agency_response": True,
        "was_joint_agency_response_on": None,
        "joint_agency_response_on": "2019-06-04",
    }


def test_what_was_recorded_wrongly_may_become_not_known(sign_in, runs, death):
    sign_in(runs).post(
        address("death_correct", death),
        answers(death, expected="not known", joint_agency_response="not known"),
    )

    death.refresh_from_db()
    assert (death.expected, death.joint_agency_response) == (None, None)


def test_day_passed_to_the_home_area_is_put_in_later(sign_in, runs, elsewhere):
    sign_in(runs).post(
        address("death_correct", elsewhere),
        answers(elsewhere) | boxes("passed_on", date(2019, 6, 9)),
    )

    elsewhere.refresh_from_db()
    assert elsewhere.passed_on == date(2019, 6, 9)


def test_nothing_is_written_down_when_nothing_changed(sign_in, runs, death):
    sign_in(runs).post(address("death_correct", death), answers(death))

    assert not Event.objects.about(death).filter(what="death.corrected").exists()


def test_of_two_at_once_the_second_is_told_and_keeps_what_was_typed(sign_in, runs, death):
    browser = sign_in(runs)
    late = answers(death, expected="not known")
    browser.post(address("death_correct", death), answers(death, joint_agency_response="yes"))

    told = browser.post(address("death_correct", death), late)

    page = " ".join(told.content.decode().split())
    death.refresh_from_db()
    assert told.status_code == 422
    assert "It says now: unexpected, joint agency response started." in page
    assert told.context["form"]["expected"].value() == "not known"
    assert (death.expected, death.joint_agency_response) == (False, True)

    again = late | {"seen": told.context["form"]["seen"].value()}
    assert browser.post(address("death_correct", death), again).status_code == 302


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"expected": ""}, "Select whether the death was expected"),
        ({"joint_agency_response": ""}, "Select whether there was a joint agency response"),
        (
            {"expected": "yes", "joint_agency_response": "yes"},
            "Select “None” or “Not known”, or select that the death was unexpected",
        ),
        (
            boxes("joint_agency_response_on", date(2019, 6, 14)),
            "Take out this date, or select that a joint agency response was started",
        ),
        (
            {"joint_agency_response": "yes"} | boxes("joint_agency_response_on", date(2019, 5, 14)),
            "The joint agency response must be on or after the date of death",
        ),
        (
            boxes("passed_on", date(2019, 5, 14)),
            "The date passed to the home area must be on or after the date of death",
        ),
        (boxes("passed_on", date(2099, 5, 14)), "The date must be today or in the past"),
    ],
)
def test_what_does_not_fit_together_is_named(sign_in, runs, elsewhere, change, said):
    before = elsewhere.stamp

    answer = sign_in(runs).post(address("death_correct", elsewhere), answers(elsewhere, **change))

    elsewhere.refresh_from_db()
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert elsewhere.stamp == before


def test_only_a_coordinator_without_a_conflict_corrects(sign_in, runs, death):
    ConflictFactory(death=death, person=runs)

    assert sign_in(runs).get(address("death_correct", death)).status_code == 404
    for person in (runs, coordinator(DeathFactory().partnership)):
        with pytest.raises(PermissionDenied):
            actions.correct_death(death=death, seen=death.stamp, facts={}, by=person)
