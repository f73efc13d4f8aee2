"""Policies of training: drafted with their rules, agreed, and looked at again by a day."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from partners.models import Group, Partnership
from portal import audit, clock, deadlines
from portal.access import insist
from portal.models import Deadline, User
from training import access
from training.actions.money_refusals import (
    AgreedTooLate,
    BeginsWithAnother,
    NoRules,
    NotADraft,
    RuleSaidTwice,
)
from training.deadlines import POLICY_REVIEW
from training.models import CancellationRule, PayerClass, Policy

audit.words(
    {
        "policy.drafted": "Drafted a policy of training",
        "policy.rewritten": "Changed a draft of a policy of training",
        "policy.rule_added": "Added a rule to a policy of training",
        "policy.rule_removed": "Removed a rule from a policy of training",
        "policy.agreed": "Recorded that a policy of training was agreed",
    }
)


@transaction.atomic
def draft_policy(
    *,
    partnership: Partnership,
    kind: str,
    title: str,
    text: str,
    since: date,
    review_on: date,
    cut_off: int,
    on_free_places: bool,
    by: User,
    came_from: Policy | None = None,
) -> Policy:
    """Begin a version of a policy, with the rules of `came_from` where one is given.

    It holds nobody to anything until it is agreed. Raises BeginsWithAnother.
    """
    insist(access.runs_money_in(by, partnership.pk))
    insist(came_from is None or came_from.partnership_id == partnership.pk)
    begins_alone(partnership.pk, kind, since)
    policy = Policy.objects.create(
        partnership=partnership,
        kind=kind,
        title=title,
        text=text,
        since=since,
        review_on=review_on,
        cut_off=cut_off,
        on_free_places=on_free_places,
    )
    for rule in came_from.rules.all() if came_from else ():
        CancellationRule.objects.create(
            policy=policy,
            occasion=rule.occasion,
            notice=rule.notice,
            unit=rule.unit,
            payer_class=rule.payer_class,
            length=rule.length,
            amount=rule.amount,
            share=rule.share,
        )
    audit.record("policy.drafted", policy, by=by)
    return policy


def begins_alone(partnership_id: int, kind: str, since: date) -> None:
    """Raises BeginsWithAnother where an agreed policy of the kind begins on that very day."""
    ours = Policy.objects.agreed().filter(partnership=partnership_id, kind=kind)
    if ours.filter(since=since).exists():
        raise BeginsWithAnother


@transaction.atomic
def rewrite_policy(*, policy: Policy, by: User, **facts: Any) -> None:
    """Change what a draft says beside its rules. Raises NotADraft, BeginsWithAnother."""
    held = draft_of(policy, by)
    begins_alone(held.partnership_id, held.kind, facts["since"])
    Policy.objects.filter(pk=held.pk).update(**facts)
    audit.record("policy.rewritten", held, by=by, since=facts["since"].isoformat())


def draft_of(policy: Policy, by: User) -> Policy:
    """The policy, locked, as long as it may be changed. Raises NotADraft."""
    held = Policy.objects.select_for_update().get(pk=policy.pk)
    insist(access.runs_money_in(by, held.partnership_id))
    if held.agreed_on is not None:
        raise NotADraft
    return held


@transaction.atomic
def add_rule(
    *,
    policy: Policy,
    occasion: str,
    notice: int | None,
    unit: str,
    payer_class: PayerClass | None,
    length: str,
    amount: int | None,
    share: int | None,
    by: User,
) -> CancellationRule:
    """Say what short notice or not coming costs. Pence, and hundredths of a per cent of the fee."""
    held = draft_of(policy, by)
    said: dict[str, Any] = {"occasion": occasion, "notice": notice, "unit": unit, "length": length}
    try:
        with transaction.atomic():
            rule = CancellationRule.objects.create(
                policy=held, payer_class=payer_class, amount=amount, share=share, **said
            )
    except IntegrityError:
        raise RuleSaidTwice from None
    audit.record("policy.rule_added", held, by=by, rule=rule.pk)
    return rule


@transaction.atomic
def remove_rule(*, rule: CancellationRule, by: User) -> None:
    held = draft_of(rule.policy, by)
    held.rules.filter(pk=rule.pk).delete()
    audit.record("policy.rule_removed", held, by=by, rule=rule.pk)


@transaction.atomic
def agree_policy(*, policy: Policy, group: Group, met_on: date, by: User) -> None:
    """Record that a group agreed, and when: from its first day on bookings are made under it.

    Its review falls due; that of the version before is done. Raises NotADraft, NoRules,
    AgreedTooLate, BeginsWithAnother.
    """
    Partnership.objects.select_for_update().get(pk=policy.partnership_id)  # one after another
    held = draft_of(policy, by)
    insist(group.partnership_id == held.partnership_id)
    if held.is_about_cancelling and not held.rules.exists():
        raise NoRules
    if held.since < clock.today():
        raise AgreedTooLate
    begins_alone(held.partnership_id, held.kind, held.since)
    before = Policy.objects.agreed().filter(partnership=held.partnership_id, kind=held.kind)
    for one in before:
        deadlines.meet(POLICY_REVIEW, one)
    Policy.objects.filter(pk=held.pk).update(agreed_on=met_on, agreed_in=group)
    deadlines.start(POLICY_REVIEW, held, due_on=held.review_on)
    audit.record("policy.agreed", held, by=by, group=group.pk)


def watch_reviews() -> int:
    """Let the review fall due of each policy that came in agreed already. How many.

    Only of the latest version of its kind: what was agreed after another has reviewed it.
    """
    ours = Deadline.objects.filter(kind=POLICY_REVIEW.key)
    watched = set(ours.values_list("subject_id", flat=True))
    waiting = [one for one in Policy.objects.latest_agreed() if one.pk not in watched]
    for policy in waiting:
        deadlines.start(POLICY_REVIEW, policy, due_on=policy.review_on)
    return len(waiting)
