"""Whether a meeting of a rapid review had a quorum, by the rule of the partnership."""

from collections.abc import Iterable
from dataclasses import dataclass

from partners.models import Agency
from reviews.access.signing import partners_shut_out, statutory_partners
from reviews.models import Attendance, RapidMeeting, RapidRule


@dataclass(frozen=True)
class Quorum:
    """What the rule wants and who was there. `reached` and why not, in a sentence."""

    reached: bool
    sentence: str


def rule_of(partnership_id: int) -> RapidRule:
    """The rule in force; without a row, the notification starts the clock and all partners come."""
    kept = RapidRule.objects.filter(partnership=partnership_id).first()
    return kept or RapidRule(partnership_id=partnership_id)


def quorum_of(meeting: RapidMeeting) -> Quorum:
    """Counted from those present, substitutes too. A partner in conflict is not waited for."""
    review = meeting.rapid.review
    shut = set(partners_shut_out(review))
    partners = [one for one in statutory_partners(review) if one not in shut]
    rule = rule_of(review.partnership_id)
    present = [one for one in meeting.attendances.all() if one.is_present]
    missing = missing_by(rule, partners, present)
    if missing:
        return Quorum(False, f"No quorum. Missing: {', '.join(missing)}.")
    return Quorum(True, f"There was a quorum: {rule.get_quorum_display().lower()}.")


def missing_by(
    rule: RapidRule, partners: Iterable[Agency], present: Iterable[Attendance]
) -> list[str]:
    there = {one.agency_id for one in present}
    away = [partner.name for partner in partners if partner.pk not in there]
    came = sum(partner.pk in there for partner in partners)
    enough = not away if rule.quorum == RapidRule.Quorum.EVERY else came >= 2
    missing = [] if enough and came else away or ["a statutory safeguarding partner"]
    if rule.scrutineer_attends and None not in there:
        missing.append("the independent scrutineer")
    return missing


def is_quorate(meeting: RapidMeeting) -> bool:
    return quorum_of(meeting).reached
