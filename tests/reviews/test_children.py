"""Children of a case, reached through the case only; and who one is, opened with a reason."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.urls import reverse

from portal import audit
from portal.models import Deadline, Event, Sighting
from reviews import access, actions
from reviews.models import Child, Identity, IdentityOpening, SubjectIdentity
from tests.factories.reviews import ConflictFactory, ReviewGrantFactory, review_lead
from tests.factories.reviews_files import ChildFactory, IdentityOpeningFactory, identified, opened
from tests.leaks import SENTINEL
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(partnership):
    return opened(partnership)


@pytest.fixture
def child(file):
    made = ChildFactory(review=file)
    identified(made, school="Elm Row Primary")
    return made


def at(name, child, **other):
    named = {"review_id": child.review_id, "child_id": child.pk, **other}
    return reverse(f"reviews:{name}", kwargs=named)


def test_who_a_child_is_is_shown_once_after_a_reason(sign_in, lead, child):
    browser = sign_in(lead)

    asked = browser.get(at("identity", child)).content.decode()
    empty = browser.post(at("identity", child), {"reason": " "})
    shown = browser.post(at("identity", child), {"reason": "For the national form"})
    again = browser.get(at("identity", child)).content.decode()

    assert "Elm Row" not in asked + empty.content.decode() + again
    assert empty.status_code == 422
    assert "Elm Row Primary" in shown.content.decode()
    assert f"Kim {SENTINEL}" in shown.content.decode()
    opening = IdentityOpening.objects.get()
    assert (opening.reason, opening.opened_by) == ("For the national form", lead)
    assert Sighting.objects.get(what="review.identity_opened").by == lead
    assert str(opening) == f"Child A, opened by {lead}"
    page = browser.get(child.review.get_absolute_url()).content.decode()
    assert "For the national form" in page


def test_f30_an_identity_is_not_shown_when_the_look_cannot_be_written(
    sign_in, lead, child, monkeypatch
):
    def fail(*args, **kwargs):
        raise DatabaseError("the record is full")

    monkeypatch.setattr(audit, "add_link", fail)

    with pytest.raises(DatabaseError):
        sign_in(lead).post(at("identity", child), {"reason": "For the form"})


@pytest.mark.parametrize("who", ["let in", "in conflict", "nobody"])
def test_nobody_but_its_leads_opens_an_identity(child, lead, who):
    if who == "let in":
        person = ReviewGrantFactory(content_object=child.review).user
    elif who == "in conflict":
        person = ConflictFactory(review=child.review, person=lead).person
    else:
        person = review_lead(opened().partnership)

    with pytest.raises(PermissionDenied):
        actions.open_identity(child=child, reason="x", by=person)
    assert not access.identity_openings(person).exists()


def test_no_reason_opens_nothing(child, lead):
    with pytest.raises(PermissionDenied):
        actions.open_identity(child=child, reason="  ", by=lead)


def test_a_child_without_identity_says_so(sign_in, lead, file):
    child = ChildFactory(review=file)

    page = sign_in(lead).post(at("identity", child), {"reason": "For the form"})

    assert "Nothing was sealed for this child." in page.content.decode()


def test_sealing_again_replaces_what_was_sealed(sign_in, lead, child):
    sign_in(lead).post(at("identity_seal", child), {"name": "Lou", "school": "Oak Road"})

    assert SubjectIdentity.objects.get().opened == Identity(name="Lou", school="Oak Road")
    assert Event.objects.get(what="review.identity_sealed").facts == {"child": child.pk}


def test_a_faulty_identity_is_not_sealed_and_not_lost(sign_in, lead, child):
    page = sign_in(lead).post(at("identity_seal", child), {"name": "L" * 161})

    assert page.status_code == 422
    assert "L" * 161 in page.content.decode()
    assert SubjectIdentity.objects.get().opened.name == f"Kim {SENTINEL}"


@pytest.mark.parametrize("name", ["child_edit", "identity"])
def test_f02_a_child_is_reached_through_its_own_case_only(sign_in, lead, child, name):
    other = opened(child.review.partnership)

    for method in ("get", "post"):
        answer = getattr(sign_in(lead), method)(
            at(name, child, review_id=other.pk), {"reason": "x"}
        )
        assert answer.status_code == 404
    posted = sign_in(lead).post(at("identity_seal", child, review_id=other.pk), {"name": "X"})
    assert posted.status_code == 404
    assert not IdentityOpening.objects.exists()


def facts(**told):
    return {"seen": 1, "pseudonym": "Child A", **told}


def test_what_is_known_of_a_child_is_put_right(sign_in, lead, child):
    typed = facts(pseudonym="Baby Blue", disability="yes", harm="died", care="looked after")
    day = {"death_known_on_0": 1, "death_known_on_1": 9, "death_known_on_2": 2020}

    sign_in(lead).post(at("child_edit", child), typed | day)

    child.refresh_from_db()
    assert (child.pseudonym, child.disability, child.version) == ("Baby Blue", True, 2)
    assert Deadline.objects.about(child.review).count() == 1
    typed |= {"seen": 2}
    sign_in(lead).post(at("child_edit", child), typed | day)
    assert Deadline.objects.about(child.review).count() == 1  # runs once
    form = sign_in(lead).get(at("child_edit", child)).context["form"]
    assert form["disability"].value() == "yes"


def test_two_pseudonyms_differ_and_two_texts_are_shown(sign_in, lead, child):
    ChildFactory(review=child.review, order=2)

    taken = sign_in(lead).post(at("child_edit", child), facts(pseudonym="Child B"))
    assert "Another child of this case goes by it" in taken.content.decode()

    sign_in(lead).post(at("child_edit", child), facts(ethnicity="As the first wrote"))
    stale = sign_in(lead).post(at("child_edit", child), facts(ethnicity="As the second wrote"))
    assert "As the first wrote" in stale.content.decode()
    assert "As the second wrote" in stale.content.decode()


def test_a_fifth_child_is_refused_with_the_way_out(sign_in, lead, file):
    address = reverse("reviews:child_add", kwargs={"review_id": file.pk})
    for n in range(4):
        sign_in(lead).post(address, {"name": f"Child of test {n}"})

    page = sign_in(lead).post(address, {"name": "A fifth"})

    assert page.status_code == 422
    assert "This file has four children" in page.content.decode()
    assert Child.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_two_who_add_a_fourth_child_at_once_make_four(partnership, lead):
    file = opened(partnership)
    for order in (1, 2, 3):
        ChildFactory(review=file, order=order)
    add = partial(actions.add_child, review=file, facts={}, identity=Identity(), by=lead)

    with pytest.raises(actions.FourAlready):
        meanwhile(add, add)


def test_openings_have_a_maker_and_a_keeper(lead, file):
    opening = IdentityOpeningFactory(child__review=file)

    assert list(access.identity_openings(lead)) == [opening]
