"""Referring a case: the file is opened, under a number, and its leads are told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from partners.access import standing
from partners.models import Agency, Partnership
from portal import audit, clock, notices
from portal.access import insist
from portal.models import User
from reviews.actions.children import add_to, start_death_clocks
from reviews.deadlines import review_leads
from reviews.models import Identity, Incident, Review, Screening

audit.words({"review.referred": "Referred a case"})


@dataclass(frozen=True)
class ChildTold:
    """What a referral says of one child: facts for the file, and who it is for the seal."""

    facts: dict[str, Any]
    identity: Identity


@transaction.atomic
def refer(
    *,
    agency: Agency,
    partnership: Partnership,
    children: Iterable[ChildTold],
    by: User,
    **facts: Any,
) -> Review:
    """Open a file for a case, for one of the agencies the referrer acts for.

    `facts` are fields of `Incident`. Referring shows the file to nobody: the referrer sees its
    number and how far it is.
    """
    held = {(one, at) for _, one, at in standing(by).grants}
    insist((agency.pk, partnership.pk) in held)
    today = clock.today()
    review = Review.objects.create(
        partnership=partnership,
        title=next_reference(partnership, today),
        kind=Review.Kind.REFERRAL,
        law=Review.Law.NEW,
        area=facts.get("happened_in"),
    )
    Incident.objects.create(
        review=review, referred_by=by, referred_for=agency, referred_on=today, **facts
    )
    Screening.objects.create(review=review, asked_on=today)
    for told in children:
        add_to(review, told.facts, told.identity)
    audit.record("review.referred", review, by=by, agency=agency.pk)
    start_death_clocks(review, owner=None)
    for lead in review_leads(review):
        notices.queue("review_referred", to=lead, about=review, at_once=True)
    return review


def next_reference(partnership: Partnership, day: date) -> str:
    """The next free number of a year, such as 2020-07. Waits while another case is referred."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    start = f"{day.year}-"
    taken = Review.objects.filter(partnership=partnership, title__startswith=start)
    numbers = [title.removeprefix(start) for title in taken.values_list("title", flat=True)]
    last = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return f"{start}{last + 1:02}"
