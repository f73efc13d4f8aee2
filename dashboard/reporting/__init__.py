"""What the dashboard counts, and every report made from what the apps count."""

from dashboard import access
from dashboard.models import ReportEdition
from dashboard.reporting.book import paper
from portal import documents


def title(edition: ReportEdition) -> str:
    return f"{edition.title}, {edition.partnership.short_name}"


YEARLY_REPORT = documents.Kind(
    key="dashboard.yearly_report",
    label="Yearly report",
    template="dashboard/documents/report.html",
    context=paper,
    title=title,
    to=access.makes,
)
