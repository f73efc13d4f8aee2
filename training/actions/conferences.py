"""Conferences: planning one, its programme of the day, and what came of it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from partners.models import Partnership
from portal import audit
from portal.access import insist
from portal.models import User
from training import access
from training.actions.refused_plans import ChangedMeanwhile
from training.models import Conference, FollowUp, ProgrammeItem

audit.words(
    {
        "conference.planned": "Planned a conference",
        "conference.rewritten": "Changed a conference",
        "conference.item_added": "Added an item to the programme of a conference",
        "conference.item_removed": "Took an item out of the programme of a conference",
        "conference.follow_up_added": "Added a product that follows a conference",
        "conference.follow_up_changed": "Said how far a product is that follows a conference",
    }
)

Facts = Mapping[str, Any]


def told(facts: Facts) -> dict[str, Any]:
    return {name: fact for name, fact in facts.items() if name != "priorities"}


@transaction.atomic
def plan_conference(*, partnership: Partnership, facts: Facts, by: User) -> Conference:
    insist(access.runs_training_at(by, partnership.pk))
    made = Conference.objects.create(partnership=partnership, **told(facts))
    made.priorities.set(facts.get("priorities", ()))
    audit.record("conference.planned", made, by=by)
    return made


@transaction.atomic
def rewrite_conference(*, conference: Conference, seen: int, facts: Facts, by: User) -> None:
    """Change what is said of it. `seen`: the edition that was read. Raises ChangedMeanwhile."""
    insist(access.runs_training_at(by, conference.partnership_id))
    as_read = Conference.objects.filter(pk=conference.pk, edition=seen)
    if as_read.update(**told(facts), edition=F("edition") + 1) != 1:
        raise ChangedMeanwhile
    if "priorities" in facts:
        conference.priorities.set(facts["priorities"])
    audit.record("conference.rewritten", conference, by=by, edition=seen + 1)


@transaction.atomic
def add_item(*, conference: Conference, facts: Facts, by: User) -> ProgrammeItem:
    """Add a talk, workshop or the like. Lived experience needs the day consent was given."""
    insist(access.runs_training_at(by, conference.partnership_id))
    item = ProgrammeItem.objects.create(conference=conference, **facts)
    audit.record("conference.item_added", conference, by=by, kind=item.kind)
    return item


@transaction.atomic
def remove_item(*, item: ProgrammeItem, by: User) -> None:
    insist(access.runs_training_at(by, item.conference.partnership_id))
    gone, _ = ProgrammeItem.objects.filter(pk=item.pk).delete()
    if gone:
        audit.record("conference.item_removed", item.conference, by=by, kind=item.kind)


@transaction.atomic
def add_follow_up(*, conference: Conference, facts: Facts, by: User) -> FollowUp:
    insist(access.runs_training_at(by, conference.partnership_id))
    made = FollowUp.objects.create(conference=conference, **facts)
    audit.record("conference.follow_up_added", conference, by=by, follow_up=made.pk)
    return made


@transaction.atomic
def change_follow_up(*, follow_up: FollowUp, seen: str, facts: Facts, by: User) -> None:
    """Say how far it is. `seen`: the state that was read. Raises ChangedMeanwhile."""
    insist(access.runs_training_at(by, follow_up.conference.partnership_id))
    as_read = FollowUp.objects.filter(pk=follow_up.pk, status=seen)
    if as_read.update(**facts) != 1:
        raise ChangedMeanwhile
    audit.record(
        "conference.follow_up_changed",
        follow_up.conference,
        by=by,
        follow_up=follow_up.pk,
        to=facts["status"],
    )
