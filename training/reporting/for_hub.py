"""What training supplies to the learning hub: feedback, impact and needs of the last quarter."""

from datetime import date

from learning_hub.supply import Supply, supplies
from training.models import TrainingReport
from training.reporting import counts, periods, programme


def last_quarter(partnership_id: int, day: date) -> TrainingReport:
    """The quarter that was over on a day, as a report that nobody has to make."""
    year, quarter = day.year - (day.month < 4), (day.month - 4) % 12 // 3
    facts = {"year": year, "quarter": quarter} if quarter else {"year": year - 1, "quarter": 4}
    return TrainingReport(partnership_id=partnership_id, **facts)


@supplies
def training_of_the_quarter(partnership_id: int, day: date) -> Supply | None:
    """Whole chapters of the report: a number hidden there is hidden here. Money stays in training.

    Nothing while no session began in the quarter.
    """
    report = last_quarter(partnership_id, day)
    scope = periods.scope_of(report)
    if not counts.begun(scope).exists():
        return None
    chapters = (
        periods.delivery(report, scope),
        periods.reaction(scope),
        periods.impact(scope),
        programme.coverage(scope),
    )
    return Supply(f"Training, {report.label}: {report.months}", chapters)
