"""Reports of training: made by those who run it, read by those who answer for it."""

from django.db.models import QuerySet

from partners.access import any_of, rows_of, standing
from partners.models import Group, Role
from portal.access import keeper
from portal.models import User
from training.access.catalogue import LEADS
from training.models import TrainingReport, TrainingReportQuerySet, TrainingSignOff

READERS = (*LEADS, Role.EXECUTIVE, Role.SCRUTINEER)

reads_reports = any_of(*READERS)


@keeper(TrainingReport)
def reports(user: User) -> TrainingReportQuerySet:
    """Of the partnerships whose training one runs, leads or looks into."""
    return TrainingReport.objects.filter(partnership__in=standing(user).partnerships(*READERS))


def groups_of(report: TrainingReport) -> QuerySet[Group]:
    """Groups of the partnership that may take note of a report."""
    return Group.objects.filter(partnership=report.partnership_id).order_by("name")


sign_offs = rows_of(TrainingSignOff, "report__partnership")
