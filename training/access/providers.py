"""Providers, contracts, observations and change notices: for those who run training."""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.crypto import constant_time_compare

from partners.access import standing
from partners.models import Partnership
from portal.access import keeper
from portal.models import User
from training.access.catalogue import LEADS
from training.models import (
    Change,
    Contract,
    Delivery,
    Improvement,
    ImprovementQuerySet,
    Measure,
    MeasureCheck,
    Observation,
    Provider,
)
from training.models.changes import seal_of

M = TypeVar("M", bound=Model)
SALT = 32


def run_rows(model: type[M], path: str) -> Callable[[User], QuerySet[M]]:
    """Rows of the partnerships whose training a person runs; `path`: from row to partnership."""

    @keeper(model)
    def ours(user: User) -> QuerySet[M]:
        runs = {f"{path}__in": standing(user).partnerships(*LEADS)}
        return model._default_manager.filter(**runs)

    return ours


providers = run_rows(Provider, "partnership")
contracts = run_rows(Contract, "provider__partnership")
measures = run_rows(Measure, "contract__provider__partnership")
measure_checks = run_rows(MeasureCheck, "measure__contract__provider__partnership")
observations = run_rows(Observation, "session__course__partnership")
changes = run_rows(Change, "partnership")
deliveries = run_rows(Delivery, "change__partnership")


@keeper(Improvement)
def improvements(user: User) -> ImprovementQuerySet:
    return Improvement.objects.filter(partnership__in=standing(user).partnerships(*LEADS))


def training_run(user: User) -> QuerySet[Partnership]:
    """Partnerships whose training a person runs."""
    return Partnership.objects.filter(pk__in=standing(user).partnerships(*LEADS))


def delivery_of(token: str) -> QuerySet[Delivery]:
    """What the secret of a link leads to; nothing where its seal does not fit."""
    salt, seal = token[:SALT], token[SALT:]
    if not constant_time_compare(seal, seal_of(salt)):
        return Delivery.objects.none()
    return Delivery.objects.filter(salt=salt)
