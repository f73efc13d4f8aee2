"""Policies of training: drafted with their rules, agreed, and looked at again by a day."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from partners.models import Group, Partnership
from portal import audit, clock, deadlines
from portal.access import insist
from portal.models import User
from training import access
from training.actions.money_refusals import (
    BeginsInThePast,
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
) -> Policy:
    """Begin a version of a policy. It holds nobody to anything until it is agreed."""
    insist(access.runs_money_in(by, partnership.pk))
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
    audit.record("policy.drafted", policy, by=by)
    return policy


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
def agree_policy(*, policy: Policy, group: Group, by: User) -> None:
    """Record that a group agreed: from its first day on bookings are made under it.

    Its review falls due; that of the version before is done. Raises NoRules, BeginsInThePast,
    BeginsWithAnother.
    """
    held = draft_of(policy, by)
    insist(group.partnership_id == held.partnership_id)
    if held.kind == Policy.Kind.CANCELLING and not held.rules.exists():
        raise NoRules
    if held.since < clock.today():
        raise BeginsInThePast
    ours = Policy.objects.agreed().filter(partnership=held.partnership_id, kind=held.kind)
    if ours.filter(since=held.since).exists():
        raise BeginsWithAnother
    Policy.objects.filter(pk=held.pk).update(agreed_on=clock.today(), agreed_in=group)
    for before in ours:
        deadlines.meet(POLICY_REVIEW, before)
    deadlines.start(POLICY_REVIEW, held, due_on=held.review_on)
    audit.record("policy.agreed", held, by=by, group=group.pk)
