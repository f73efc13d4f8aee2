"""By when training looks at its policies again, and asks people what it changed."""

from django.db.models import Q, QuerySet

from partners.models import Role, Standing
from portal.deadlines import Kind
from portal.models import User
from training.models import (
    Delivery,
    EvaluationRound,
    EvaluationStage,
    Improvement,
    Policy,
    StrategyTarget,
)

When = EvaluationStage.When


def training_leads_of(partnership_id: int) -> QuerySet[User]:
    held = Standing.objects.current().filter(partnership=partnership_id, role=Role.TRAINING_LEAD)
    return User.objects.filter(is_active=True, pk__in=held.values("person"))


def training_leads(policy: Policy) -> QuerySet[User]:
    return training_leads_of(policy.partnership_id)


POLICY_REVIEW = Kind(
    key="training.policy_review",
    label="Review of a training policy",
    subject="training.Policy",
    amount=365,
    unit="agreed",
    basis="local",
    source="the policy itself: agreed for a year",
    people=training_leads,
    remind_days_before=(60, 30, 7),
)


def leads(evaluation: EvaluationRound) -> QuerySet[User]:
    """Who runs training there today."""
    held = Standing.objects.current().filter(
        partnership=evaluation.session.course.partnership_id, role=Role.TRAINING_LEAD
    )
    return User.objects.filter(is_active=True, pk__in=held.values("person"))


def asking(when: When, amount: int, unit: str, source: str) -> Kind:
    """Day 0 is the day on which the session ends. The portal asks by itself, and meets it."""
    return Kind(
        key=f"training.evaluation_{when.value.replace(' ', '_')}",
        label=f"Evaluation of training: {when.label.lower()}",
        subject="training.EvaluationRound",
        amount=amount,
        unit=unit,
        basis="local",
        source=source,
        people=leads,
        remind_days_before=(),
    )


EVALUATIONS: dict[str, Kind] = {
    When.END: asking(When.END, 0, "days", "the partnership's plan of 2019"),
    When.WEEKS_8: asking(When.WEEKS_8, 8, "weeks", "the partnership's plan of 2019"),
    When.MONTHS_3: asking(When.MONTHS_3, 3, "months", "the yearly report of 2023-24"),
    When.MONTHS_6: asking(When.MONTHS_6, 6, "months", "the partnership's plan of 2019"),
}


def senders(delivery: Delivery) -> QuerySet[User]:
    """The training leads of the partnership that sent the notice."""
    held = Standing.objects.current().filter(
        partnership=delivery.change.partnership_id, role=Role.TRAINING_LEAD
    )
    return User.objects.filter(is_active=True, pk__in=held.values("person"))


CHANGE = Kind(
    key="training.change",
    label="A provider has to follow a change notice",
    subject="training.Delivery",
    amount=28,
    unit="agreed",
    basis="local",
    source="set when the notice was sent",
    people=senders,
    remind_days_before=(7,),
)


def improvers(improvement: Improvement) -> QuerySet[User]:
    """The training leads of the partnership that asked for it."""
    held = Standing.objects.current().filter(
        partnership=improvement.partnership_id, role=Role.TRAINING_LEAD
    )
    return User.objects.filter(is_active=True, pk__in=held.values("person"))


IMPROVEMENT = Kind(
    key="training.improvement",
    label="An improvement of training",
    subject="training.Improvement",
    amount=90,
    unit="agreed",
    basis="local",
    source="set when the improvement was asked for",
    people=improvers,
    remind_days_before=(14, 3),
)


def aiming(target: StrategyTarget) -> QuerySet[User]:
    """The leads of the agency whose strategy it is, and the training leads there."""
    strategy = target.strategy
    asked = Q(role=Role.TRAINING_LEAD)
    if strategy.agency_id:
        asked |= Q(role=Role.AGENCY_LEAD, agency=strategy.agency_id)
    held = Standing.objects.current().filter(asked, partnership=strategy.partnership_id)
    return User.objects.filter(is_active=True, pk__in=held.values("person"))


STRATEGY_TARGET = Kind(
    key="training.strategy_target",
    label="A target of a training strategy",
    subject="training.StrategyTarget",
    amount=365,
    unit="agreed",
    basis="local",
    source="set in the strategy",
    people=aiming,
    remind_days_before=(60, 14),
)
