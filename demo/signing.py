"""The Operational Training group has read the reports; the strategic one has not yet."""

from demo.local_reviews import somebody
from partners.models import Role
from training.actions import sign_off_report
from training.models import TrainingGroup, TrainingReport
from training.reporting.periods import chapters, seal_of

READ = "pdscp/training-group/training_op"
NOTE = "More dates in the evening. Ask at 8 weeks whether the neglect tool is used."


def bring() -> None:
    """After every row that reports count is there. Twice is as good as once."""
    answers = TrainingGroup.objects.filter(ref=READ).select_related("group").first()
    lead = somebody(Role.TRAINING_LEAD, "here")
    if answers is None:
        return
    for report in TrainingReport.objects.filter(partnership=answers.partnership_id, sign_offs=None):
        seal = seal_of(chapters(report))
        sign_off_report(report=report, group=answers.group, seal=seal, note=NOTE, by=lead)
