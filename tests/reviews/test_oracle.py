"""What was given, taken, shut and lifted at random, against a plain oracle, through every door.

The oracle knows nothing of the code: lists of what happened, and twenty lines that read them.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from partners.models import Role
from portal import clock, notices
from portal.models import Notice
from portal.outbox.checking import why_not
from reviews import access, actions
from reviews.models import AgencyGrant, ConflictOfInterest, ReviewGrant
from tests.factories.partners import AgencyFactory, PartnershipFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import (
    AgencyConflictFactory,
    ConflictFactory,
    ReviewGrantFactory,
    review_lead,
)
from tests.factories.reviews_files import AgencyGrantFactory, EmergencyFactory, opened

pytestmark = pytest.mark.django_db
ROUNDS, STEPS = 4, 20
HOUR = timedelta(hours=1)


@dataclass
class Oracle:
    """What happened, and who therefore sees what."""

    now: datetime
    home: dict[int, int] = field(default_factory=dict)  # file -> partnership
    held: set[tuple[int, str, int, int]] = field(default_factory=set)
    named: list[tuple[int, int, datetime]] = field(default_factory=list)
    by_role: list[tuple[int, str, int, datetime]] = field(default_factory=list)
    emergencies: list[tuple[int, int, datetime]] = field(default_factory=list)
    shut_people: set[tuple[int, int]] = field(default_factory=set)
    shut_agencies: set[tuple[int, int]] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)

    def sees(self, person: int, file: int) -> bool:
        mine = {(role, agency, at) for who, role, agency, at in self.held if who == person}
        if person in self.closed or self.is_shut(person, file):
            return False
        at = self.home[file]
        lead = any(role == Role.REVIEW_LEAD and where == at for role, _, where in mine)
        named = (f == file and p == person and until > self.now for f, p, until in self.named)
        emergency = (
            f == file and p == person and until > self.now for f, p, until in self.emergencies
        )
        by_role = (
            f == file and (role, agency, at) in mine and until > self.now
            for f, role, agency, until in self.by_role
        )
        return lead or any(named) or any(by_role) or any(emergency)

    def is_shut(self, person: int, file: int) -> bool:
        agencies = {agency for who, _, agency, _ in self.held if who == person}
        mine = any((file, agency) in self.shut_agencies for agency in agencies)
        return mine or (file, person) in self.shut_people


class Town:
    """Three files in two partnerships, five people, three agencies: and what befalls them."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.oracle = Oracle(clock.now())
        self.partnerships = PartnershipFactory.create_batch(2)
        self.agencies = AgencyFactory.create_batch(3)
        self.files = [opened(self.partnerships[n % 2]) for n in range(3)]
        self.people = UserFactory.create_batch(5)
        self.oracle.home = {file.pk: file.partnership_id for file in self.files}
        for _ in range(6):
            self.stand()

    def one(self, things):
        return self.random.choice(things)

    def until(self) -> datetime:
        """Half of what is given has run out already: no job had to end it."""
        return self.oracle.now + self.one([-HOUR, HOUR])

    def stand(self) -> None:
        roles = [Role.REVIEW_LEAD, Role.AGENCY_LEAD, Role.EXECUTIVE]
        person, role = self.one(self.people), self.one(roles)
        agency, at = self.one(self.agencies), self.one(self.partnerships)
        key = (person.pk, str(role), agency.pk, at.pk)
        if key not in self.oracle.held:
            StandingFactory(person=person, role=role, agency=agency, partnership=at)
            self.oracle.held.add(key)

    def change_agency(self) -> None:
        if self.oracle.held:
            who, role, agency, at = gone = self.one(sorted(self.oracle.held))
            person = next(one for one in self.people if one.pk == who)
            person.standings.filter(role=role, agency=agency, partnership=at).delete()
            self.oracle.held.discard(gone)

    def give(self) -> None:
        file, person, until = self.one(self.files), self.one(self.people), self.until()
        starts = self.oracle.now - 2 * HOUR
        ReviewGrantFactory(content_object=file, user=person, starts_at=starts, expires_at=until)
        self.oracle.named.append((file.pk, person.pk, until))

    def revoke(self) -> None:
        if self.oracle.named:
            file, person, _ = self.one(self.oracle.named)
            by = UserFactory()
            given = ReviewGrant.objects.filter(content_object=file, user=person)
            given.update(revoked_at=self.oracle.now, revoked_by=by)
            kept = [one for one in self.oracle.named if one[:2] != (file, person)]
            self.oracle.named = kept

    def give_role(self) -> None:
        file, agency, until = self.one(self.files), self.one(self.agencies), self.until()
        role = self.one([Role.AGENCY_LEAD, Role.EXECUTIVE])
        taken = AgencyGrant.objects.filter(review=file, agency=agency, role=role)
        if not taken.exists():
            starts = self.oracle.now - 2 * HOUR
            AgencyGrantFactory(
                review=file, agency=agency, role=role, starts_at=starts, expires_at=until
            )
            self.oracle.by_role.append((file.pk, str(role), agency.pk, until))

    def break_glass(self) -> None:
        file, person, until = self.one(self.files), self.one(self.people), self.until()
        starts = self.oracle.now - 2 * HOUR
        EmergencyFactory(review=file, person=person, starts_at=starts, expires_at=until)
        self.oracle.emergencies.append((file.pk, person.pk, until))

    def shut(self) -> None:
        file, person = self.one(self.files), self.one(self.people)
        if (file.pk, person.pk) not in self.oracle.shut_people:
            ConflictFactory(review=file, person=person)
            self.oracle.shut_people.add((file.pk, person.pk))

    def shut_agency(self) -> None:
        file, agency = self.one(self.files), self.one(self.agencies)
        if (file.pk, agency.pk) not in self.oracle.shut_agencies:
            AgencyConflictFactory(review=file, agency=agency)
            self.oracle.shut_agencies.add((file.pk, agency.pk))

    def lift(self) -> None:
        standing = ConflictOfInterest.objects.standing().first()
        if standing:
            lifted = {"lifted_at": self.oracle.now, "lifted_by": UserFactory()}
            ConflictOfInterest.objects.filter(pk=standing.pk).update(**lifted)
            self.oracle.shut_people.discard((standing.review_id, standing.person_id))
            self.oracle.shut_agencies.discard((standing.review_id, standing.agency_id))

    def transfer(self) -> None:
        """A file is handed over to the other partnership, as both leads agree."""
        file = self.one(self.files)
        at = next(one for one in self.partnerships if one.pk != file.partnership_id)
        giver = self.lead(file.partnership, file)
        taker = self.lead(at, file, but=giver)
        until = self.one([None, clock.today() + timedelta(days=7)])
        handover = actions.offer_review(
            review=file,
            receiver=at,
            from_day=clock.today(),
            reason="The partnership splits",
            sight="keeps" if until else "loses",
            sight_reason="Agreed",
            sight_until=until,
            by=giver,
        )
        actions.accept_review(handover=handover, by=taker)
        file.refresh_from_db()
        self.oracle.home[file.pk] = at.pk
        kept = [one for one in self.oracle.named if one[:2] != (file.pk, giver.pk)]
        if until:
            kept.append((file.pk, giver.pk, self.oracle.now + timedelta(days=7)))
        self.oracle.named = kept

    def lead(self, partnership, file, but=None):
        """One of the town who leads the file's reviews there, or somebody from outside."""
        held = [
            person
            for person in type(self.people[0]).objects.filter(is_active=True)
            if person in self.people
            and person != but
            and (str(Role.REVIEW_LEAD), partnership.pk)
            in {(role, at) for who, role, _, at in self.oracle.held if who == person.pk}
            and not self.oracle.is_shut(person.pk, file.pk)
        ]
        return self.one(held) if held else review_lead(partnership)

    def close(self) -> None:
        person = self.one(self.people)
        person.is_active = not person.is_active
        person.save(update_fields=["is_active"])
        (self.oracle.closed.discard if person.is_active else self.oracle.closed.add)(person.pk)

    def befall(self) -> None:
        steps = (
            self.stand,
            self.change_agency,
            self.give,
            self.give,
            self.revoke,
            self.give_role,
            self.break_glass,
            self.shut,
            self.shut_agency,
            self.lift,
            self.transfer,
            self.close,
        )
        self.one(steps)()


REGISTER = reverse("reviews:register")


def doors(browser, person, files) -> Iterator[tuple[str, set[int]]]:
    """Which of the files each door shows this person, by what it answers."""
    by_title = {file.title: file.pk for file in files}
    yield (
        "detail",
        {file.pk for file in files if browser.get(file.get_absolute_url()).status_code == 200},
    )
    listed = browser.get(REGISTER)
    yield "list", {row.pk for row in listed.context["page"]} if listed.status_code == 200 else set()
    archive = browser.get(reverse("reviews:review_list"))
    shown = {row.pk for row in archive.context["page"]} if archive.status_code == 200 else set()
    yield "archive", shown
    yield (
        "search",
        {
            file.pk
            for file in files
            for found in [browser.get(REGISTER, {"reference": file.title})]
            if found.status_code == 200 and file.pk in {row.pk for row in found.context["page"]}
        },
    )
    taken = browser.get(REGISTER, {"as": "csv"})
    rows = list(csv.reader(io.StringIO(taken.content.decode("utf-8-sig"))))
    yield "export", {by_title[row[0]] for row in rows if row and row[0] in by_title}
    yield "download", downloaded(browser, by_title)
    yield "notice", {file.pk for file in files if told(person, file)}
    yield (
        "report",
        {file.pk for file in files if person in access.readers(file).people and person.is_active},
    )


def downloaded(browser, by_title) -> set[int]:
    taken = browser.get(REGISTER, {"as": "xlsx"})
    if taken.status_code != 200:
        return set()
    sheet = load_workbook(io.BytesIO(taken.content)).worksheets[0]
    first = [row[0] for row in sheet.iter_rows(values_only=True)]
    return {by_title[title] for title in first if title in by_title}


def told(person, file) -> bool:
    """Whether a notice about the file would still be sent to them."""
    key = notices.queue("review_let_in", to=person, about=file, once="oracle")
    Notice.objects.filter(key=key).update(status=Notice.Status.WAITING)
    return why_not(Notice.objects.get(key=key)) == Notice.Reason.NONE


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_f09_every_door_shows_what_the_oracle_says(sign_in, seed):
    town = Town(seed)
    for _ in range(STEPS):
        town.befall()
    asked = 0
    for person in town.people:
        owed = {file.pk for file in town.files if town.oracle.sees(person.pk, file.pk)}
        person = type(person).objects.get(pk=person.pk)
        assert {row.pk for row in access.reviews(person)} == owed
        assert access.reviews(person).count() == len(owed)
        for door, shown in doors(sign_in(person), person, town.files) if person.is_active else ():
            assert shown == owed, f"{door} to {person.pk} after seed {seed}"
            asked += 1
    assert asked


@pytest.mark.parametrize("seed", range(12))
def test_the_keepers_answer_as_the_oracle_after_every_single_step(seed):
    """Without pages, so that many more histories are tried."""
    town = Town(1000 + seed)
    for step in range(STEPS):
        town.befall()
        for person in town.people:
            fresh = type(person).objects.get(pk=person.pk)
            owed = {file.pk for file in town.files if town.oracle.sees(person.pk, file.pk)}
            assert set(access.reviews(fresh).values_list("pk", flat=True)) == owed, step
