"""Who reads which groups answer for training, who says so, and which of them sign a report."""

from django.db.models import QuerySet

from partners.access import rows_of
from partners.models import Group
from portal.models import User
from training.access.programme import run_ids
from training.models import TrainingGroup, TrainingGroupQuerySet, TrainingReport

training_groups = rows_of(TrainingGroup, "partnership")


def groups_to_name(user: User) -> QuerySet[Group]:
    """Groups of the partnerships whose training this person runs."""
    return Group.objects.filter(partnership__in=run_ids(user)).order_by("name", "pk")


def training_groups_run(user: User) -> TrainingGroupQuerySet:
    return TrainingGroup.objects.filter(partnership__in=run_ids(user))


def signing(report: TrainingReport) -> TrainingGroupQuerySet:
    """The groups that answered for training on the last day of a report."""
    return answering({report.partnership_id}).on(report.end)


def answering(partnerships: set[int]) -> TrainingGroupQuerySet:
    """All groups that answer, or ever answered, for training there."""
    ours = TrainingGroup.objects.filter(partnership__in=partnerships)
    return ours.select_related("group").order_by("group__name", "pk")
