"""Pages of child death review: what they show, what they refuse, and that nobody looks unseen."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError
from django.urls import reverse

from cdop import actions
from cdop.forms import ConflictForm
from cdop.models import Death, LearningShared, PanelMeeting, PanelReview, PanelSeat
from portal import audit, clock
from portal.models import Sighting
from tests.factories.cdop import (
    ConflictFactory,
    DeathFactory,
    FactorFactory,
    PanelMeetingFactory,
    PanelReviewFactory,
    PanelSeatFactory,
    ReviewFactorFactory,
    coordinator,
    panel_member,
)
from tests.factories.partners import AreaFactory, StandingFactory

pytestmark = pytest.mark.django_db
LIST = "cdop:death_list"


def address(name, death):
    return reverse(f"cdop:{name}", kwargs={"death_id": death.pk})


def boxes(name, day):
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


@pytest.fixture
def typed(partnership):
    return {
        "partnership": partnership.pk,
        "area": AreaFactory().pk,
        "age_band": "1-4",
        "expected": "no",
        **boxes("died_on", date(2020, 3, 14)),
        **boxes("notified_on", date(2020, 3, 16)),
    }


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_long(
    sign_in, runs, partnership, count, django_assert_num_queries
):
    for _ in range(count):
        PanelReviewFactory(death__partnership=partnership, meeting__partnership=partnership)
    browser = sign_in(runs)
    browser.get(reverse(LIST))

    with django_assert_num_queries(7):
        page = browser.get(reverse(LIST))

    assert len(page.context["page"].object_list) == count


@pytest.mark.parametrize("count", [1, 3])
def test_paper_costs_the_same_however_long(
    sign_in, runs, meeting, count, django_assert_num_queries
):
    for _ in range(count):
        ReviewFactorFactory(panel_review=PanelReviewFactory(meeting=meeting))
    browser = sign_in(runs)
    browser.get(meeting.get_absolute_url())

    with django_assert_num_queries(13):
        page = browser.get(meeting.get_absolute_url())

    assert len(page.context["items"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_papers_costs_the_same_however_long(
    sign_in, runs, partnership, count, django_assert_num_queries
):
    PanelMeetingFactory.create_batch(count, partnership=partnership)
    browser = sign_in(runs)
    browser.get(reverse("cdop:panel_meeting_list"))

    with django_assert_num_queries(7):
        page = browser.get(reverse("cdop:panel_meeting_list"))

    assert len(page.context["page"].object_list) == count


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"year": "2019", "basis": "death"}, 0),
        ({"year": "2018", "basis": "death"}, 1),
        ({"year": "2019"}, 1),
        ({"year": "2018", "basis": "notification"}, 0),
        ({"year": "2019", "basis": "review"}, 1),
        ({"year": "nonsense"}, 1),
        ({}, 1),
    ],
)
def test_list_is_narrowed_by_the_year_of_what_was_asked(sign_in, runs, partnership, asked, found):
    death = DeathFactory(
        partnership=partnership, died_on=date(2019, 3, 30), notified_on=date(2019, 4, 2)
    )
    PanelReviewFactory(
        death=death,
        meeting=PanelMeetingFactory(partnership=partnership, held_on=date(2020, 3, 3)),
    )

    page = sign_in(runs).get(reverse(LIST), asked)

    assert page.context["page"].paginator.count == found


def test_empty_list_says_what_to_try(sign_in, runs, death):
    ConflictFactory(death=death, person=runs)

    assert "Choose another year" in sign_in(runs).get(reverse(LIST)).content.decode()


def test_opening_a_death_is_noted_and_shown(sign_in, runs, death):
    page = sign_in(runs).get(death.get_absolute_url()).content.decode()

    assert Sighting.objects.about(death).get().by == runs
    assert f"{runs}," in page
    assert "The panel has not reviewed this death" in page


def test_death_that_was_reviewed_shows_what_the_panel_found(sign_in, runs, meeting):
    review = PanelReviewFactory(meeting=meeting, modifiable="", category=8)
    ReviewFactorFactory(panel_review=review, factor__name="Co-sleeping")

    page = sign_in(runs).get(review.death.get_absolute_url()).content.decode()

    assert "Perinatal or neonatal event" in page
    assert "Co-sleeping: 2: may have contributed" in page
    assert "Not recorded" in page
    assert address("record_review", review.death) not in page


@pytest.mark.parametrize("thing", ["death", "meeting"])
def test_page_is_not_served_when_the_sighting_cannot_be_written(
    sign_in, runs, thing, request, monkeypatch
):
    opened = request.getfixturevalue(thing)

    def fail(*args, **kwargs):
        raise DatabaseError("the record is full")

    monkeypatch.setattr(audit, "add_link", fail)

    with pytest.raises(DatabaseError):
        sign_in(runs).get(opened.get_absolute_url())


@pytest.mark.parametrize("name", ["death", "record_review", "share_learning", "declare_conflict"])
def test_conflict_shuts_every_page_with_the_answer_of_a_death_that_never_was(
    sign_in, runs, death, name
):
    ConflictFactory(death=death, person=runs)
    browser = sign_in(runs)

    shut = browser.get(address(name, death))
    never = browser.get(reverse(f"cdop:{name}", kwargs={"death_id": death.pk + 999}))

    assert (shut.status_code, never.status_code) == (404, 404)
    assert shut.content == never.content


def test_death_is_added_with_a_number_and_its_clocks(sign_in, runs, typed):
    browser = sign_in(runs)

    answer = browser.post(
        reverse("cdop:death_add"),
        typed
        | {"joint_agency_response": "on", **boxes("joint_agency_response_on", date(2020, 3, 14))},
    )

    death = Death.objects.get()
    page = browser.get(answer.url).content.decode()
    assert (death.number, death.expected) == ("2020-001", False)
    assert "Review of a child death by the panel" in page
    assert "check this limit before you rely on it" in page


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            boxes("notified_on", date(2020, 3, 13)),
            "Date of notification must be on or after the date of death",
        ),
        (boxes("died_on", date(2099, 1, 1)), "The date must be today or in the past"),
        (
            {"expected": "not known", "joint_agency_response": "on"},
            "Untick the joint agency response",
        ),
        (boxes("joint_agency_response_on", date(2020, 3, 14)), "Tick the joint agency response"),
        (boxes("passed_on", date(2020, 3, 17)), "Tick that the child lived outside the area"),
        ({"age_band": ""}, "Select the age band"),
        ({"expected": ""}, "Select whether the death was expected"),
        ({"partnership": ""}, "Select the partnership that was told of the death"),
    ],
)
def test_notification_keeps_what_was_typed_and_says_what_to_do(sign_in, runs, typed, change, said):
    answer = sign_in(runs).post(reverse("cdop:death_add"), typed | change)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'value="14"' in page or 'value="16"' in page
    assert not Death.objects.exists()


def test_partnership_is_chosen_already_when_there_is_one_and_asked_when_there_are_two(
    sign_in, runs, partnership
):
    browser = sign_in(runs)
    one = browser.get(reverse("cdop:death_add")).context["form"]
    StandingFactory(person=runs, role="cdop_coordinator")
    two = browser.get(reverse("cdop:death_add")).context["form"]

    assert one["partnership"].initial == partnership
    assert two["partnership"].initial is None


def test_review_meeting_is_recorded_and_not_before_the_death(sign_in, runs, death):
    browser = sign_in(runs)

    early = browser.post(address("record_review_meeting", death), boxes("on", date(2019, 6, 1)))
    browser.post(address("record_review_meeting", death), boxes("on", date(2019, 8, 1)))

    death.refresh_from_db()
    assert early.status_code == 422
    assert "The meeting must be after the death" in early.content.decode()
    assert death.review_meeting_on == date(2019, 8, 1)


def test_panel_review_is_recorded_with_the_factors_that_were_scored(
    sign_in, runs, death, meeting, partnership
):
    scored, left = FactorFactory.create_batch(2, partnership=partnership)
    found = {"meeting": meeting.pk, "modifiable": "yes", "category": "", f"factor_{scored.pk}": "2"}

    sign_in(runs).post(address("record_review", death), found)

    review = PanelReview.objects.get()
    assert [f.factor for f in review.factors.all()] == [scored]
    assert (review.category, review.reviewed_on) == (None, meeting.held_on)
    assert left not in [f.factor for f in review.factors.all()]


def test_panel_review_offers_only_meetings_held_after_the_death_here(
    sign_in, runs, death, meeting, partnership
):
    PanelMeetingFactory(partnership=partnership, held_on=date(2019, 1, 1))
    PanelMeetingFactory(partnership=partnership, held_on=clock.today() + timedelta(days=9))
    PanelMeetingFactory()

    form = sign_in(runs).get(address("record_review", death)).context["form"]

    assert list(form.fields["meeting"].queryset) == [meeting]


def test_panel_review_without_its_answers_is_asked_again(sign_in, runs, death, meeting):
    answer = sign_in(runs).post(address("record_review", death), {"category": "8"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Select the meeting that reviewed this death" in page
    assert "Select what the panel found about modifiable factors" in page


def test_second_panel_review_says_that_there_is_one(sign_in, runs, meeting):
    death = PanelReviewFactory(meeting=meeting).death

    answer = sign_in(runs).post(
        address("record_review", death), {"meeting": meeting.pk, "modifiable": "no"}
    )

    assert answer.status_code == 422
    assert "The panel has reviewed this death already" in answer.content.decode()


def test_learning_is_shared_and_learning_that_leads_back_is_refused(sign_in, runs, death):
    browser = sign_in(runs)

    refused = browser.post(address("share_learning", death), {"text": "On 3 March 2019."})
    browser.post(address("share_learning", death), {"text": "Safer sleep needs saying again."})

    assert refused.status_code == 422
    assert "Take out the full date" in refused.content.decode()
    assert LearningShared.objects.get().death == death
    assert "Safer sleep needs saying" in browser.get(death.get_absolute_url()).content.decode()


def test_conflict_is_declared_and_lifted_by_another_coordinator(sign_in, runs, death, partnership):
    answer = sign_in(runs).post(address("declare_conflict", death), {"reason": "My ward"})
    another = sign_in(coordinator(partnership))
    conflict = death.conflicts.get()

    lift = reverse("cdop:lift_conflict", kwargs={"death_conflict_id": conflict.pk})
    offered = another.get(death.get_absolute_url()).content.decode()

    another.post(lift, {"reason": "A mistake"})

    assert answer.url == reverse(LIST)
    assert f'href="{lift}"' in offered
    assert "Lifted" in another.get(death.get_absolute_url()).content.decode()


def test_a_conflict_declared_twice_at_once_is_declared_once(sign_in, runs, death, monkeypatch):
    def meanwhile(form):
        ConflictFactory(death=death, person=runs)
        return True

    monkeypatch.setattr(ConflictForm, "is_valid", meanwhile)
    monkeypatch.setattr(ConflictForm, "cleaned_data", {"reason": "My ward"}, raising=False)

    answer = sign_in(runs).post(address("declare_conflict", death), {"reason": "My ward"})

    assert answer.url == reverse("cdop:death_list")
    assert death.conflicts.count() == 1


def test_conflict_without_its_reason_is_asked_again(sign_in, runs, death):
    answer = sign_in(runs).post(address("declare_conflict", death), {"reason": " "})

    assert answer.status_code == 422
    assert not death.conflicts.exists()


def test_paper_tells_no_day_of_death_and_no_number(sign_in, meeting, partnership):
    item = PanelReviewFactory(meeting=meeting)
    member = panel_member(partnership)
    PanelSeatFactory(meeting=meeting, person=member)

    page = sign_in(member).get(meeting.get_absolute_url()).content.decode()

    assert "Under 28 days" in page
    assert item.death.number not in page
    assert "June 2019" not in page
    assert "Who sits on this meeting" not in page
    assert Sighting.objects.about(meeting).get().by == member


def test_panel_member_takes_an_item_out_of_the_own_paper(sign_in, meeting, partnership):
    item = PanelReviewFactory(meeting=meeting)
    member = panel_member(partnership)
    PanelSeatFactory(meeting=meeting, person=member)
    browser = sign_in(member)
    door = reverse("cdop:panel_conflict", kwargs={"panel_review_id": item.pk})

    again = browser.post(door, {"reason": " "})
    answer = browser.post(door, {"reason": "I knew the family"})

    assert again.status_code == 422
    assert answer.url == meeting.get_absolute_url()
    assert not browser.get(answer.url).context["items"]
    assert browser.get(door).status_code == 404


def test_meeting_is_added_once_a_day_and_seats_are_given(sign_in, runs, partnership):
    member = panel_member(partnership)
    browser = sign_in(runs)
    typed = {"partnership": partnership.pk, **boxes("held_on", date(2020, 10, 6))}

    browser.post(reverse("cdop:panel_meeting_add"), typed)
    again = browser.post(reverse("cdop:panel_meeting_add"), typed)
    meeting = PanelMeeting.objects.get()
    seat = reverse("cdop:give_seat", kwargs={"panel_meeting_id": meeting.pk})
    nobody = browser.post(seat, {"person": ""})
    browser.post(seat, {"person": member.pk})

    assert "The panel meets on this day already" in again.content.decode()
    assert "Select the panel member who sits on this meeting" in nobody.content.decode()
    assert PanelSeat.objects.get().person == member
    assert str(member) in browser.get(meeting.get_absolute_url()).content.decode()


def test_second_conflict_of_one_person_is_not_lost_on_the_way(runs, death):
    actions.declare_conflict(death=death, reason="My ward", by=runs)

    assert death.conflicts.standing().count() == 1
