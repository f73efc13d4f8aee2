"""Pages of reviews: what they show, what they refuse, and that nobody looks unseen."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.forms.models import model_to_dict
from django.urls import reverse

from portal import audit, clock
from portal.models import Sighting
from reviews import actions
from reviews.forms import ConflictForm
from reviews.models import ConflictOfInterest, LearningShared, Review, ReviewFact, ReviewGrant
from tests.factories.partners import AgencyFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import (
    ConflictFactory,
    ReviewFactFactory,
    ReviewFactory,
    ReviewGrantFactory,
    ReviewLearningFactory,
    ReviewThemeFactory,
    review_lead,
)

pytestmark = pytest.mark.django_db
Kind = ReviewFact.Kind


def address(name, review):
    return reverse(f"reviews:{name}", kwargs={"review_id": review.pk})


def boxes(day, name="on"):
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_long(
    sign_in, lead, partnership, count, django_assert_num_queries
):
    ReviewFactFactory.create_batch(count, partnership=partnership)
    ReviewFactory.create_batch(count, partnership=partnership, board=AgencyFactory())
    browser = sign_in(lead)
    browser.get(reverse("reviews:review_list"))

    with django_assert_num_queries(11):
        page = browser.get(reverse("reviews:review_list"))

    assert len(page.context["page"].object_list) == count


def test_list_counts_reviews_cases_and_rows_apart(sign_in, lead, partnership):
    ReviewFactory(partnership=partnership, kind=Review.Kind.CASE_AUDIT, count=3)
    ReviewFactory(partnership=partnership)
    ReviewFactory(partnership=partnership, kind=Review.Kind.HANDOVER, count=0)

    page = sign_in(lead).get(reverse("reviews:review_list"))

    assert page.context["counts"] == {"rows": 3, "reviews": 2, "cases": 3, "uncounted": 1}


def test_list_is_narrowed_by_kind_and_an_unknown_kind_narrows_nothing(sign_in, lead, partnership):
    ReviewFactory(partnership=partnership)
    audited = ReviewFactory(partnership=partnership, kind=Review.Kind.CASE_AUDIT)
    browser = sign_in(lead)

    narrowed = browser.get(reverse("reviews:review_list"), {"kind": "multi-agency case audit"})
    strange = browser.get(reverse("reviews:review_list"), {"kind": "nonsense"})

    assert list(narrowed.context["page"]) == [audited]
    assert len(strange.context["page"].object_list) == 2


def test_list_begins_with_what_papers_say_of_the_team(sign_in, lead, partnership):
    ReviewFactFactory(partnership=partnership, text="Thematic work", year="2018-19")
    ReviewFactFactory(partnership=partnership, kind=Kind.ROUTE, text="From a rapid review")
    ReviewFactFactory(
        partnership=partnership, kind=Kind.RULE, text="Seven days before", in_report=False
    )
    ReviewFactFactory(partnership=partnership, kind=Kind.COUNT, text="Reviews under way")
    ReviewFactFactory(text="Of another partnership")

    page = sign_in(lead).get(reverse("reviews:review_list"))

    name = partnership.short_name
    assert [
        (year, [(one.title, one.items) for one in lists])
        for year, lists in page.context["told"].items()
    ] == [
        (
            f"2019-20, {name}",
            [
                ("How a case comes to the team", ("From a rapid review",)),
                ("Rules", ("Seven days before",)),
            ],
        ),
        (f"2018-19, {name}", [("Themes of reviews", ("Thematic work",))]),
    ]
    assert "From a rapid review" in page.content.decode()


def test_person_let_in_from_outside_reads_nothing_of_the_team(sign_in, review):
    ReviewFactFactory(partnership=review.partnership, text="Thematic work")
    reader = ReviewGrantFactory(content_object=review).user

    page = sign_in(reader).get(reverse("reviews:review_list"))

    assert page.context["told"] == {}


def test_list_leaves_out_and_does_not_count_what_a_conflict_shuts(sign_in, lead, review):
    ConflictFactory(review=review, person=lead)

    page = sign_in(lead).get(reverse("reviews:review_list"))

    assert page.context["counts"]["rows"] == 0
    assert "No review of this kind" in page.content.decode()


def test_review_shows_what_is_recorded_and_says_what_is_not(sign_in, lead, review):
    ReviewLearningFactory(review=review, text="Referral process")
    ReviewThemeFactory(review=review, text="Chronic condition")

    page = sign_in(lead).get(review.get_absolute_url()).content.decode()

    assert "Referral process" in page
    assert "Chronic condition" in page
    assert "Not recorded" in page


def test_opening_a_review_is_noted_and_the_lead_sees_who_looked(sign_in, lead, review):
    reader = ReviewGrantFactory(content_object=review, user__name="Robin Reader").user
    sign_in(reader).get(review.get_absolute_url())

    page = sign_in(lead).get(review.get_absolute_url()).content.decode()

    assert list(Sighting.objects.about(review).values_list("by", flat=True)) == [reader.pk, lead.pk]
    assert page.count("Robin Reader,") == 1


def test_reader_who_was_let_in_does_not_see_who_else_may(sign_in, lead, review):
    reader = ReviewGrantFactory(content_object=review).user

    page = sign_in(reader).get(review.get_absolute_url()).content.decode()

    assert "Who has looked" not in page
    assert "Let somebody in" not in page


def test_page_is_not_served_when_the_sighting_cannot_be_written(sign_in, lead, review, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError("the record is full")

    monkeypatch.setattr(audit, "add_link", fail)

    with pytest.raises(DatabaseError):
        sign_in(lead).get(review.get_absolute_url())


@pytest.mark.parametrize("name", ["review", "declare_conflict", "let_in", "share_learning"])
def test_conflict_shuts_every_page_with_the_answer_of_a_review_that_never_was(
    sign_in, lead, review, name
):
    ConflictFactory(review=review, person=lead)
    browser = sign_in(lead)

    shut = browser.get(address(name, review))
    never = browser.get(reverse(f"reviews:{name}", kwargs={"review_id": review.pk + 999}))

    assert (shut.status_code, never.status_code) == (404, 404)
    assert shut.content == never.content


def test_let_in_by_address(sign_in, lead, review):
    person = UserFactory(email="reader@example.org")
    last = clock.today() + timedelta(days=30)
    typed = {"person": "Reader@example.org", "reason": "Reviewer", **boxes(last, "ends_on")}

    answer = sign_in(lead).post(address("let_in", review), typed)

    assert answer.url == review.get_absolute_url()
    assert ReviewGrant.objects.get().user == person


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"person": "nobody@example.org"}, "There is no open account with this email address"),
        ({"person": ""}, "Enter the email address of the person to let in"),
        ({"reason": ""}, "Enter why this person needs to see the review"),
        ({"ends_on_2": "2099"}, "Last day must be between today and"),
        ({"ends_on_0": "", "ends_on_1": "", "ends_on_2": ""}, "Enter the last day this person"),
    ],
)
def test_let_in_keeps_what_was_typed_and_says_what_to_do(sign_in, lead, review, change, said):
    UserFactory(email="reader@example.org")
    last = clock.today() + timedelta(days=30)
    typed = {"person": "reader@example.org", "reason": "Writes it", **boxes(last, "ends_on")}

    answer = sign_in(lead).post(address("let_in", review), typed | change)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "reader@example.org" in page or "Writes it" in page
    assert not ReviewGrant.objects.exists()


def test_let_in_refuses_oneself_and_somebody_who_is_in(sign_in, lead, review):
    inside = ReviewGrantFactory(content_object=review).user
    last = clock.today() + timedelta(days=30)
    typed = {"reason": "Reviewer", **boxes(last, "ends_on")}
    browser = sign_in(lead)

    oneself = browser.post(address("let_in", review), typed | {"person": lead.email})
    again = browser.post(address("let_in", review), typed | {"person": inside.email})

    assert "Ask another review lead" in oneself.content.decode()
    assert "can open the review already" in again.content.decode()
    assert (oneself.status_code, again.status_code) == (422, 422)


def test_grant_ends_at_the_press_of_a_button(sign_in, lead, review):
    grant = ReviewGrantFactory(content_object=review)

    sign_in(lead).post(reverse("reviews:end_grant", kwargs={"review_grant_id": grant.pk}))

    grant.refresh_from_db()
    assert grant.revoked_by == lead


def test_declared_conflict_leads_away_and_nothing_else_opens(sign_in, lead, review):
    browser = sign_in(lead)

    answer = browser.post(address("declare_conflict", review), {"reason": "My team worked there"})

    assert answer.url == reverse("portal:my_work")
    assert browser.get(review.get_absolute_url()).status_code == 404


def test_a_conflict_declared_twice_at_once_is_declared_once(sign_in, lead, review, monkeypatch):
    def meanwhile(form):
        ConflictFactory(review=review, person=lead)
        return True

    monkeypatch.setattr(ConflictForm, "is_valid", meanwhile)
    monkeypatch.setattr(ConflictForm, "cleaned_data", {"reason": "My team"}, raising=False)

    answer = sign_in(lead).post(address("declare_conflict", review), {"reason": "My team"})

    assert answer.url == reverse("portal:my_work")
    assert review.conflicts.count() == 1


def test_conflict_without_its_reason_is_asked_again(sign_in, lead, review):
    answer = sign_in(lead).post(address("declare_conflict", review), {"reason": " "})

    assert answer.status_code == 422
    assert "Enter what the conflict of interest is" in answer.content.decode()
    assert not ConflictOfInterest.objects.exists()


def test_another_lead_lifts_a_conflict_and_a_lifted_one_is_shown(
    sign_in, lead, review, partnership
):
    conflict = ConflictFactory(review=review, person=lead)
    browser = sign_in(review_lead(partnership))

    lift = reverse("reviews:lift_conflict", kwargs={"review_conflict_id": conflict.pk})
    offered = browser.get(review.get_absolute_url()).content.decode()

    browser.post(lift, {"reason": "A mistake"})

    assert f'href="{lift}"' in offered
    assert "Lifted" in browser.get(review.get_absolute_url()).content.decode()


def test_learning_is_shared_and_shown_on_this_side_only(sign_in, lead, review):
    browser = sign_in(lead)

    browser.post(address("share_learning", review), {"text": "Fathers are often not seen."})

    page = browser.get(review.get_absolute_url()).content.decode()
    assert "What was shared stands below" in page
    point = LearningShared.objects.get().learning_point
    assert "Fathers are often not seen." in page
    assert review.title not in str(model_to_dict(point))
    assert review.title not in browser.get(point.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Enter what was learned"),
        ("As scr 22 showed, fathers are not seen.", "Take out the number of the review"),
        ("A child aged 3 was not seen.", "Take out the exact age"),
    ],
)
def test_learning_that_leads_back_is_refused(sign_in, lead, review, text, said):
    answer = sign_in(lead).post(address("share_learning", review), {"text": text, "x": "1"})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not LearningShared.objects.exists()


def copies(day):
    """The three boxes of each of the three who get a copy."""
    return {
        f"{to}_{number}": part
        for to in ("panel", "minister", "ofsted")
        for number, part in enumerate((day.day, day.month, day.year))
    }


def test_publication_is_planned_sent_and_recorded(sign_in, lead, review):
    browser = sign_in(lead)
    far = clock.today() + timedelta(days=40)

    browser.post(address("plan_publication", review), boxes(far))
    planned = browser.get(review.get_absolute_url()).content.decode()
    browser.post(address("record_copies", review), copies(clock.today() - timedelta(days=30)))
    answer = browser.post(address("record_publication", review), boxes(clock.today()))

    assert "Copies of a review, before it is published" in planned
    assert "Statute: SI 2018/789" in planned
    assert answer.status_code == 302
    assert browser.get(address("plan_publication", review)).status_code == 404


def test_publication_planned_too_soon_names_the_first_possible_day(sign_in, lead, review):
    earliest = actions.earliest_publication(clock.today())

    answer = sign_in(lead).post(address("plan_publication", review), boxes(clock.today()))

    assert answer.status_code == 422
    assert f"must be {earliest.day} {earliest:%B %Y} or later" in answer.content.decode()


def test_changing_a_planned_day_asks_for_the_reason(sign_in, lead, partnership):
    far = clock.today() + timedelta(days=40)
    review = ReviewFactory(partnership=partnership, planned_publication=far.isoformat())

    answer = sign_in(lead).post(address("plan_publication", review), boxes(far))

    assert answer.status_code == 422
    assert "Enter why the planned day of publication changes" in answer.content.decode()


def test_publication_without_copies_says_what_to_record_first(sign_in, lead, review):
    answer = sign_in(lead).post(address("record_publication", review), boxes(clock.today()))

    assert answer.status_code == 422
    assert "Record first on which day the copies were sent" in answer.content.decode()


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "The date must be today or in the past"), (None, "Enter at least one day")],
)
def test_copies_need_a_day_that_has_come(sign_in, lead, review, days, said):
    day = copies(clock.today() + timedelta(days=days)) if days else {"x": "1"}

    answer = sign_in(lead).post(address("record_copies", review), day)

    assert answer.status_code == 422
    assert said in answer.content.decode()
