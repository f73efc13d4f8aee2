"""A file of a case: its steps, its sections, and that who a child is lies under seal."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from portal import audit, keys
from portal.access import sees
from reviews import access
from reviews.criteria import Basis, asked, in_force
from reviews.models import Child, Identity, Incident, Review, SubjectIdentity
from reviews.models.cases import ENDED
from reviews.views.steps import CANNOT, DONE, NOT_YET, STARTED, Step, next_step
from tests.factories.reviews import ConflictFactory, ReviewGrantFactory
from tests.factories.reviews_files import ChildFactory, IncidentFactory, identified, opened
from tests.leaks import SENTINEL

pytestmark = pytest.mark.django_db


def test_what_belongs_to_a_file_is_seen_with_it_and_who_a_child_is_by_its_lead_only(
    lead, partnership
):
    file = opened(partnership)
    child = ChildFactory(review=file)
    identity = identified(child)
    reader = ReviewGrantFactory(content_object=file).user

    for thing in (file, file.incident, child):
        assert sees(reader, thing)
        assert sees(lead, thing)
    assert sees(lead, identity)
    assert not sees(reader, identity)
    assert list(access.children_of(reader, file)) == [child]

    ConflictFactory(review=file, person=lead)
    for thing in (file, file.incident, child, identity):
        assert not sees(lead, thing)


def test_who_a_child_is_opens_for_this_child_alone():
    one, other = ChildFactory(), ChildFactory()
    sealed = identified(one, school="Elm Row Primary").sealed

    assert SENTINEL not in sealed
    assert SubjectIdentity.objects.get().opened.school == "Elm Row Primary"
    moved = SubjectIdentity(child=other, sealed=sealed)
    with pytest.raises(keys.Unreadable):
        moved.opened  # noqa: B018
    assert Identity().is_empty


def test_a_new_key_seals_identities_anew(settings):
    identity = identified(ChildFactory())
    settings.FIELD_KEYS = ["a newer key, for the test", *settings.FIELD_KEYS]

    assert keys.rotate() == 1

    identity.refresh_from_db()
    assert identity.sealed.startswith(keys.key_id("a newer key, for the test"))
    assert identity.opened.name == f"Kim {SENTINEL}"
    shelf = next(one for one in keys.shelves if one.name == "reviews_subjectidentity")
    assert not shelf.replace(identity, "another text", "a third")
    assert not shelf.replace(object(), "", "")
    assert shelf.texts(object()) == []


@pytest.mark.parametrize("order", [0, 5])
def test_a_file_takes_four_children(order):
    with pytest.raises(IntegrityError, match="at_most_four"), transaction.atomic():
        ChildFactory(order=order, pseudonym="Child")


def test_no_day_of_knowledge_before_it_happened_and_none_missing_when_notifiable():
    with pytest.raises(IntegrityError, match="known_after"), transaction.atomic():
        IncidentFactory(happened_on="2020-09-02", aware_on="2020-09-01")
    with pytest.raises(IntegrityError, match="day_0"), transaction.atomic():
        IncidentFactory(status=Incident.Status.NOTIFIABLE)


def test_only_files_somebody_works_on_are_open(partnership, review):
    working = opened(partnership)
    for status in ENDED:
        opened(partnership, status=status, aware_on="2020-09-01")

    assert list(Review.objects.open()) == [working]
    assert working.incident.is_open
    assert Review.objects.of_practice().get() == review


def test_the_first_step_that_waits_is_offered():
    done = Step(label="Refer", state=DONE, address="/a/", verb="Refer")
    shut = Step(label="Notify", state=CANNOT)
    open_one = Step(label="Screen", state=STARTED, address="/b/", verb="Screen")
    later = Step(label="Review", state=NOT_YET, address="/c/", verb="Review")

    assert next_step([done, shut, open_one, later]) == open_one
    assert next_step([done, shut]) is None
    assert (done.tone, shut.tone, open_one.status) == ("", "grey", STARTED)


def test_a_page_of_a_file_shows_what_happened_by_pseudonym_and_what_was_done(
    sign_in, lead, partnership
):
    file = opened(partnership, happened_on="2020-09-01")
    identified(ChildFactory(review=file, sex=Child.Sex.FEMALE))
    audit.record("review.learning_shared", file.incident, by=lead)

    page = sign_in(lead).get(file.get_absolute_url())

    text = page.content.decode()
    assert "Child A" in text
    assert "1 September 2020" in text
    assert "Kim" not in text
    told = page.context["timeline"].entries
    assert [entry.title for entry in told] == ["Shared learning from a review"]
    assert "Legal basis" not in text
    assert not access.done_in(ReviewGrantFactory().user, file).exists()


def test_the_test_that_is_asked_is_the_one_of_the_day():
    day_before, first_day = date(2018, 6, 28), date(2018, 6, 29)

    assert [one.key for one in in_force(Basis.SERIOUS_CASE, day_before)] == [
        "scr.abuse",
        "scr.harm",
    ]
    assert in_force(Basis.NOTIFICATION, day_before) == []
    assert [one.key for one in in_force(Basis.NOTIFICATION, first_day)] == [
        "sin.abuse",
        "sin.harm",
        "sin.place",
    ]
    assert len(in_force(Basis.LOCAL, first_day)) == 4
    assert [one.basis for one in asked(["scr.harm", "unknown"])] == [Basis.SERIOUS_CASE]
