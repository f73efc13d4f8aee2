"""Anybody in a partnership refers a case; of the file they see its reference and how far it is."""

import re
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse

from partners.models import Role
from portal import deadlines
from portal.menu import entries_for
from portal.models import Deadline, Event, Notice
from reviews import access, actions
from reviews.deadlines import CARE_LEAVER, LOOKED_AFTER
from reviews.models import Child, Identity, Incident, Review
from tests.factories.partners import AgencyFactory, AreaFactory, StandingFactory
from tests.factories.reviews import AgencyConflictFactory, ConflictFactory
from tests.factories.reviews_files import IncidentFactory
from tests.leaks import SENTINEL
from tests.turns import meanwhile

ADD = reverse("reviews:referral_add")
LIST = reverse("reviews:referral_list")


@pytest.fixture
def standing(partnership):
    return StandingFactory(partnership=partnership, role=Role.PRACTITIONER)


@pytest.fixture
def person(standing):
    return standing.person


def referral(standing, **told):
    """What a browser sends: one child, the other parts empty."""
    return {
        "place": f"{standing.agency_id}.{standing.partnership_id}",
        "route": "criteria",
        "summary": "A baby was seriously hurt",
        "child-TOTAL_FORMS": "4",
        "child-INITIAL_FORMS": "0",
        "child-0-name": f"Kim {SENTINEL}",
        "child-0-age": "under 1",
        "child-0-harm": "serious harm",
        "child-0-disability": "no",
        **told,
    }


@pytest.mark.django_db
def test_a_referral_opens_a_file_and_tells_its_leads(sign_in, standing, lead, partnership):
    page = sign_in(standing.person).post(ADD, referral(standing))

    file = Review.objects.get()
    assert page.url == LIST
    assert (file.kind, file.partnership) == (Review.Kind.REFERRAL, partnership)
    assert re.fullmatch(r"20\d\d-01", file.title)
    assert file.incident.referred_for == standing.agency
    assert file.screenings.get().decided_on is None
    child = file.children.get()
    assert (child.pseudonym, child.disability) == ("Child A", False)
    assert child.identity.opened.name == f"Kim {SENTINEL}"
    assert SENTINEL not in child.identity.sealed
    assert [notice.to for notice in Notice.objects.filter(template="review_referred")] == [lead]
    assert Event.objects.get(what="review.referred").facts == {"agency": standing.agency_id}


@pytest.mark.django_db
def test_the_referrer_sees_the_reference_and_the_state_and_not_the_file(sign_in, standing, person):
    browser = sign_in(person)
    browser.post(ADD, referral(standing))
    file = Review.objects.get()

    page = browser.get(LIST).content.decode()

    assert file.title in page
    assert "Received" in page
    assert "seriously hurt" not in page
    assert SENTINEL not in page.replace(person.name, "")
    assert browser.get(file.get_absolute_url()).status_code == 404
    assert not access.reviews(person).exists()
    for status, said in (("screening", "Being looked at"), ("no further action", "Decided")):
        Incident.objects.update(status=status)
        assert [receipt.state for receipt in access.receipts(person)] == [said]
    assert access.receipts(StandingFactory().person) == []


@pytest.mark.django_db
@pytest.mark.parametrize("shut", ["person", "agency"])
def test_f06_a_conflict_takes_the_receipt_away_too(sign_in, standing, person, shut):
    sign_in(person).post(ADD, referral(standing))
    file = Review.objects.get()
    if shut == "person":
        ConflictFactory(review=file, person=person)
    else:
        AgencyConflictFactory(review=file, agency=standing.agency)

    assert access.receipts(person) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"summary": ""}, "Enter what happened, in short"),
        ({"route": ""}, "Select why you refer the case"),
        ({"place": "1.1"}, "Select for which agency you refer the case"),
        (
            {"aware_on_0": "1", "aware_on_1": "1", "aware_on_2": "2099"},
            "The date must be today or in the past",
        ),
        (
            {
                "happened_on_0": "3",
                "happened_on_1": "9",
                "happened_on_2": "2020",
                "aware_on_0": "2",
                "aware_on_1": "9",
                "aware_on_2": "2020",
            },
            "became aware on or after the day it happened",
        ),
        ({"child-0-name": ""}, "Enter the full name, or select that the child is not born yet"),
        (
            {
                "child-0-death_known_on_0": "2",
                "child-0-death_known_on_1": "9",
                "child-0-death_known_on_2": "2020",
            },
            "Select that the child died, or take out the day of the death",
        ),
        ({"child-1-school": "Elm Row"}, "Enter the full name"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(sign_in, standing, person, told, fault):
    page = sign_in(person).post(ADD, referral(standing, **told))

    text = page.content.decode()
    assert page.status_code == 422
    assert fault in text
    assert "There is a problem" in text
    assert told.get("summary", "A baby was seriously hurt") in text
    assert not Review.objects.exists()


@pytest.mark.django_db
def test_an_area_and_outside_england_exclude_each_other(sign_in, standing, person):
    area = AreaFactory(kind="council area")

    told = {"happened_in": area.pk, "outside_england": "on"}
    page = sign_in(person).post(ADD, referral(standing, **told))

    assert "Select an area, or that it happened outside England" in page.content.decode()


@pytest.mark.django_db
def test_an_unborn_child_needs_no_name_and_up_to_four_are_taken(sign_in, standing, person):
    more = {f"child-{n}-age": "unborn" for n in range(4)} | {"child-0-name": ""}

    sign_in(person).post(ADD, referral(standing, **more))

    file = Review.objects.get()
    assert [child.pseudonym for child in file.children.all()] == [
        "Child A",
        "Child B",
        "Child C",
        "Child D",
    ]


@pytest.mark.django_db
def test_nobody_refers_for_an_agency_they_do_not_act_for(standing):
    with pytest.raises(PermissionDenied):
        actions.refer(
            agency=AgencyFactory(),
            partnership=standing.partnership,
            children=[],
            by=standing.person,
            route="learning",
            summary="x",
        )


@pytest.mark.django_db(transaction=True)
def test_two_who_refer_at_once_get_two_references(partnership):
    one, other = StandingFactory.create_batch(2, partnership=partnership)

    def refer(standing):
        return actions.refer(
            agency=standing.agency,
            partnership=partnership,
            children=[],
            by=standing.person,
            route="learning",
            summary="x",
        )

    meanwhile(partial(refer, one), partial(refer, other))

    assert len({review.title for review in Review.objects.all()}) == 2


@pytest.mark.django_db
def test_the_death_of_a_looked_after_child_and_of_a_care_leaver_start_clocks_of_their_own(standing):
    died = {"harm": Child.Harm.DIED, "death_known_on": "2020-09-01"}
    children = [
        actions.ChildTold({**died, "care": Child.Care.LOOKED_AFTER}, Identity()),
        actions.ChildTold({**died, "care": Child.Care.CARE_LEAVER}, Identity()),
        actions.ChildTold({**died, "care": Child.Care.NONE}, Identity()),
    ]

    file = actions.refer(
        agency=standing.agency,
        partnership=standing.partnership,
        children=children,
        by=standing.person,
        route="criteria",
        summary="x",
    )

    running = {row.kind: row.due_on.isoformat() for row in Deadline.objects.about(file)}
    assert running == {LOOKED_AFTER.key: "2020-09-08", CARE_LEAVER.key: "2020-09-08"}
    assert deadlines.kinds[CARE_LEAVER.key].check


@pytest.mark.django_db
def test_who_refers_and_leads_nothing_finds_the_door_in_the_navigation(person, lead):
    labels = [entry.label for entry in entries_for(person)]

    assert "Refer a case" in labels
    assert "Refer a case" not in [entry.label for entry in entries_for(lead)]


@pytest.mark.django_db
def test_the_advice_of_the_panel_is_a_way_in_of_its_own(sign_in, standing, person):
    sign_in(person).post(ADD, referral(standing, route="panel advice"))

    assert Incident.objects.get().get_route_display() == "The national Panel advised it"


@pytest.mark.django_db
def test_the_advice_has_its_day_and_reference_on_the_case(sign_in, standing, person, lead):
    day = {"advised_on_0": "3", "advised_on_1": "8", "advised_on_2": "2020"}
    told = {**day, "advice_reference": "P-17"}

    refused = sign_in(person).post(ADD, referral(standing, **told))

    assert refused.status_code == 422
    for name in ("advised_on", "advice_reference"):
        assert "Leave this empty, or select above" in refused.context["form"].errors[name][0]
    assert "P-17" in refused.content.decode()
    sign_in(person).post(ADD, referral(standing, route="panel advice", **told))
    page = sign_in(lead).get(Review.objects.get().get_absolute_url()).content.decode()
    assert "Advice of the Panel" in page
    assert "3 August 2020, P-17" in page


@pytest.mark.django_db
def test_advice_that_is_not_the_way_in_cannot_be_kept():
    with pytest.raises(IntegrityError, match="advice_is_its_route"):
        IncidentFactory(route="learning", advice_reference="P-17")
