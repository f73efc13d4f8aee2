"""A file opened to a role of an agency, and in an emergency: read only, told, looked at after."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from partners.models import Role
from portal import clock, documents
from portal.conflicts import NobodyLeft
from portal.holdings import grants_of
from portal.models import Event, Notice
from reviews import access, actions
from reviews.deadlines import review_leads
from reviews.models import AgencyGrant, ConflictOfInterest, Emergency
from reviews.reporting import RAPID_PACK
from tests.factories.partners import AgencyFactory, StandingFactory
from tests.factories.reviews import AgencyConflictFactory, ConflictFactory, review_lead
from tests.factories.reviews_files import AgencyGrantFactory, EmergencyFactory, opened
from tests.factories.reviews_rapid import (
    ChronologyEntryFactory,
    InformationRequestFactory,
    RapidReviewFactory,
    answered,
)
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db
OPEN = reverse("reviews:emergency_open")


@pytest.fixture
def file(partnership, lead):
    return opened(partnership)


@pytest.fixture
def executive(partnership):
    return StandingFactory(partnership=partnership, role=Role.EXECUTIVE).person


def asked(file, **more):
    return {"reference": file.title, "reason": "The police rang", **more}


def test_an_emergency_opens_one_file_to_read_and_tells_the_leads(sign_in, executive, file, lead):
    browser = sign_in(executive)

    answer = browser.post(OPEN, asked(file))

    emergency = Emergency.objects.get()
    assert answer.url == file.get_absolute_url()
    assert emergency.expires_at - emergency.starts_at == timedelta(hours=3)
    page = browser.get(file.get_absolute_url()).content.decode()
    assert "Opened in an emergency, to read only" in page
    assert access.emergency_of(executive, file) == emergency
    assert not access.leads(executive, file)
    assert not access.reviews_worked_on(executive).exists()
    assert [n.to for n in Notice.objects.filter(template="review_emergency")] == [lead]
    assert Event.objects.get(what="review.opened_in_emergency").by == executive
    readers = {one.person: one.reasons for one in access.readers(file).readers}
    assert readers[executive] == ("Opened in an emergency, to read",)
    told = grants_of(executive, frozenset({file.partnership_id}))
    assert [grant.label for grant in told] == ["Review, in an emergency"]


@pytest.mark.parametrize("shut", ["person", "agency"])
def test_f06_an_emergency_never_overcomes_a_conflict(sign_in, executive, file, shut):
    EmergencyFactory(review=file, person=executive)
    assert access.reviews(executive).exists()
    if shut == "person":
        ConflictFactory(review=file, person=executive)
    else:
        AgencyConflictFactory(review=file, agency=executive.standings.get().agency)

    never = sign_in(executive).post(OPEN, asked(file, reference="2020-999"))
    page = sign_in(executive).post(OPEN, asked(file))

    assert not access.reviews(executive).exists()
    assert page.status_code == never.status_code == 422
    assert page.context["form"].errors == never.context["form"].errors
    assert Emergency.objects.count() == 1


def test_an_emergency_is_of_the_own_partnership_only(executive):
    with pytest.raises(actions.NoSuchReview):
        actions.open_in_emergency(reference=opened().title, reason="x", by=executive)


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.BUSINESS_TEAM, Role.ACCESS_OFFICER])
def test_an_emergency_is_for_who_answers_for_something(partnership, file, role):
    person = StandingFactory(partnership=partnership, role=role).person

    with pytest.raises(PermissionDenied):
        actions.open_in_emergency(reference=file.title, reason="x", by=person)


def test_an_emergency_gives_nothing_to_take_along(sign_in, executive, file, lead):
    rapid = RapidReviewFactory(review=file)
    ChronologyEntryFactory(request=answered(InformationRequestFactory(rapid=rapid)))
    EmergencyFactory(review=file, person=executive)
    made = documents.request_document(RAPID_PACK, rapid, by=lead)
    pack = reverse("reviews:rapid_pack", kwargs={"rapid_id": rapid.pk})
    entries = reverse("reviews:chronology_list", kwargs={"rapid_id": rapid.pk})
    paper = reverse("reviews:rapid_pdf", kwargs={"rapid_id": rapid.pk})

    reader = sign_in(executive)
    told = [reader.get(path).content.decode() for path in (pack, entries)]
    assert "Seal of this text" in told[0]
    assert "Make the PDF" not in told[0]
    assert "PDF files" not in told[0]
    assert "as=csv" not in told[1]
    assert reader.get(entries, {"as": "csv"}).status_code == 403
    assert reader.post(paper).status_code == 403
    assert reader.get(made.get_absolute_url()).status_code == 403

    leader = sign_in(lead)
    assert "PDF files" in leader.get(pack).content.decode()
    assert "as=csv" in leader.get(entries).content.decode()
    assert leader.get(entries, {"as": "csv"}).status_code == 200

    stranger = sign_in(StandingFactory(role=Role.EXECUTIVE).person)
    assert stranger.get(entries, {"as": "csv"}).status_code == 404


def test_without_a_reason_there_is_no_emergency(executive, file):
    with pytest.raises(PermissionDenied):
        actions.open_in_emergency(reference=file.title, reason=" ", by=executive)
    with pytest.raises(IntegrityError), transaction.atomic():
        EmergencyFactory(reason="")


def test_who_sees_it_already_needs_none(sign_in, lead, file):
    answer = sign_in(lead).post(OPEN, asked(file))

    assert answer.url == file.get_absolute_url()
    assert not Emergency.objects.exists()


def test_references_are_not_tried_without_end(sign_in, executive, file):
    cache.clear()
    answers = [sign_in(executive).post(OPEN, asked(file, reference=f"x-{n}")) for n in range(11)]

    assert "You have tried many references" not in answers[9].content.decode()
    assert "You have tried many references" in answers[10].content.decode()


def test_f08_an_emergency_ends_by_the_clock_alone(executive, file):
    over = clock.now() - timedelta(hours=4)
    EmergencyFactory(
        review=file, person=executive, starts_at=over, expires_at=over + timedelta(hours=3)
    )

    assert not access.reviews(executive).exists()
    assert access.emergency_of(executive, file) is None


def test_it_lasts_three_hours_at_most():
    with pytest.raises(IntegrityError, match="three_hours"), transaction.atomic():
        EmergencyFactory(expires_at=clock.now() + timedelta(hours=3))


def test_a_lead_looks_at_it_afterwards_once_and_never_at_their_own(
    sign_in, lead, executive, file, partnership
):
    emergency = EmergencyFactory(review=file, person=executive)
    own = EmergencyFactory(review=file, person=lead)
    page = reverse("reviews:emergency_review", kwargs={"review_emergency_id": emergency.pk})
    mine = reverse("reviews:emergency_review", kwargs={"review_emergency_id": own.pk})

    assert emergency.reason in sign_in(lead).get(page).content.decode()
    assert sign_in(lead).post(page, {"reason": ""}).status_code == 422
    sign_in(lead).post(page, {"reason": "It was right"})
    actions.review_emergency(emergency=emergency, finding="Again", by=lead)

    emergency.refresh_from_db()
    assert (emergency.finding, emergency.reviewed_by) == ("It was right", lead)
    assert not access.reviews(executive).exists()  # the three hours end with it
    assert sign_in(lead).get(mine).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.review_emergency(emergency=own, finding="Fine", by=lead)
    assert list(access.emergencies_to_review(review_lead(partnership))) == [own]


def test_a_role_of_an_agency_is_let_in_as_long_as_somebody_holds_it(sign_in, lead, file):
    standing = StandingFactory(partnership=file.partnership, role=Role.AGENCY_LEAD)
    elsewhere = StandingFactory(agency=standing.agency, role=Role.AGENCY_LEAD).person
    other_role = StandingFactory(
        partnership=file.partnership, agency=standing.agency, role=Role.PRACTITIONER
    ).person

    ends_on = clock.today() + timedelta(days=30)
    actions.let_in_agency(
        review=file,
        agency=standing.agency,
        role=Role.AGENCY_LEAD,
        reason="Named contact",
        ends_on=ends_on,
        by=lead,
    )

    assert list(access.reviews(standing.person)) == [file]
    assert list(access.reviews_worked_on(standing.person)) == [file]
    assert not access.reviews(elsewhere).exists()
    assert not access.reviews(other_role).exists()
    (reasons,) = (
        one.reasons for one in access.readers(file).readers if one.person == standing.person
    )
    assert reasons[0].startswith(f"Agency lead, {standing.agency}, let in until")
    assert "Named contact" in sign_in(lead).get(file.get_absolute_url()).content.decode()
    standing.until = clock.today() - timedelta(days=1)
    standing.since = standing.until
    standing.save()
    standing.person.__dict__.pop("_footing", None)
    assert not access.reviews(standing.person).exists()


def test_a_role_is_let_in_once_until_that_is_over(lead, file):
    agency = AgencyFactory()
    let_in = partial(
        actions.let_in_agency,
        review=file,
        agency=agency,
        role=Role.AGENCY_LEAD,
        reason="x",
        by=lead,
    )
    over = clock.now() - timedelta(days=20)
    AgencyGrantFactory(
        review=file, agency=agency, starts_at=over, expires_at=over + timedelta(days=1)
    )

    grant = let_in(ends_on=clock.today())
    with pytest.raises(actions.AlreadyLetIn):
        let_in(ends_on=clock.today())
    actions.end_agency_grant(grant=grant, by=lead)
    actions.end_agency_grant(grant=grant, by=lead)

    assert Event.objects.filter(what="review.agency_let_out").count() == 1
    assert grant.last_day == clock.today()
    assert str(grant) == f"Agency lead, {agency}: {file}"


def test_no_longer_than_a_year(lead, file):
    with pytest.raises(PermissionDenied):
        actions.let_in_agency(
            review=file,
            agency=AgencyFactory(),
            role=Role.AGENCY_LEAD,
            reason="x",
            ends_on=clock.add_months(clock.today(), 12) + timedelta(days=1),
            by=lead,
        )
    with pytest.raises(IntegrityError, match="within_a_year"), transaction.atomic():
        AgencyGrantFactory(expires_at=clock.now() + timedelta(days=370))


def test_the_page_lets_in_and_out_and_says_what_is_wrong(sign_in, lead, file):
    agency = StandingFactory(partnership=file.partnership).agency
    address = reverse("reviews:let_in_agency", kwargs={"review_id": file.pk})
    day = clock.today() + timedelta(days=10)
    typed = {
        "agency": agency.pk,
        "role": "agency_lead",
        "reason": "Named contact",
        "ends_on_0": day.day,
        "ends_on_1": day.month,
        "ends_on_2": day.year,
    }

    late = sign_in(lead).post(address, typed | {"ends_on_2": day.year + 2})
    sign_in(lead).post(address, typed)
    again = sign_in(lead).post(address, typed)
    grant = AgencyGrant.objects.get()
    sign_in(lead).post(
        reverse("reviews:end_agency_grant", kwargs={"review_agency_grant_id": grant.pk})
    )

    assert "Last day must be between today and" in late.content.decode()
    assert again.context["form"].errors["role"] == ["This role is let in already. End that first"]
    grant.refresh_from_db()
    assert grant.revoked_by == lead


def test_the_last_lead_is_not_shut_out_and_their_own_word_is_never_refused(lead, file):
    officer = StandingFactory(partnership=file.partnership, role=Role.ACCESS_OFFICER).person
    agency = lead.standings.get().agency
    with pytest.raises(NobodyLeft):
        actions.shut_out_agency(review=file, agency=agency, reason="x", by=lead)

    actions.declare_conflict(review=file, reason="A neighbour", by=lead)

    assert not access.reviews(lead).exists()
    notice = Notice.objects.get(template="review_without_lead")
    assert (notice.to, notice.subject) == (officer, file.partnership)


@pytest.mark.django_db(transaction=True)
def test_f51_two_leads_do_not_shut_out_each_other(partnership, lead):
    file, other = opened(partnership), review_lead(partnership)
    ours, theirs = (one.standings.get().agency for one in (lead, other))
    shut = partial(actions.shut_out_agency, review=file, reason="x")

    with pytest.raises(PermissionDenied):
        meanwhile(partial(shut, agency=theirs, by=lead), partial(shut, agency=ours, by=other))

    assert review_leads(file) == [lead]
    assert ConflictOfInterest.objects.count() == 1


def test_f10_what_ends_between_two_steps_refuses_the_next(sign_in, lead, file):
    browser = sign_in(lead)
    address = reverse("reviews:screening", kwargs={"review_id": file.pk})
    lead.standings.update(until=date(2020, 1, 1), since=date(2019, 1, 1))

    assert browser.post(address, {"seen": 1, "go": "save"}).status_code == 403
