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

PUBLISHED_REPORT = documents.Kind(
    key=access.PUBLISHED_PAPER,
    label="Published report",
    template="dashboard/documents/report.html",
    context=paper,
    title=title,
    to=access.has_paper,
)


def paper_of(edition: ReportEdition) -> documents.Kind:
    """A draft on paper and the published report are for different people, so are two kinds."""
    published = edition.status == ReportEdition.Status.PUBLISHED
    return PUBLISHED_REPORT if published else YEARLY_REPORT
