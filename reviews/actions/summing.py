"""Writing what the reviews of a year taught, and settling it."""

from django.db import transaction

from partners.models import Partnership
from portal import audit, clock
from portal.access import insist
from portal.figures import Scope
from portal.models import User
from reviews import access
from reviews.actions.naming import names_in
from reviews.actions.saving import save
from reviews.models import LearningSummary
from reviews.yearly import day_of, first_year

audit.words(
    {
        "learningsummary.drafted": "Wrote a draft of what the reviews of a year taught",
        "learningsummary.settled": "Settled what the reviews of a year taught",
    }
)


@transaction.atomic
def write_summary(
    *, partnership: Partnership, year: str, seen: int, text: str, status: str, by: User
) -> LearningSummary:
    """Keep the words of a year. Raises SavedMeanwhile when somebody was faster."""
    insist(access.figures.sums_up(by, partnership))
    is_settled = status == LearningSummary.Status.SETTLED
    today = clock.today()
    row, _ = LearningSummary.objects.get_or_create(
        partnership=partnership, year=year, defaults={"text": text}
    )
    save(
        row,
        seen=seen,
        text=text,
        status=status,
        written_on=today,
        written_by=by,
        settled_on=today if is_settled else None,
        settled_by=by if is_settled else None,
    )
    what = "learningsummary.settled" if is_settled else "learningsummary.drafted"
    audit.record(what, row, by=by)
    return row


@transaction.atomic
def names_of_year(*, partnership: Partnership, scope: Scope, text: str, by: User) -> list[str]:
    """Words that tell who a child is, of files of the year and of the year before; each once.

    A review often ends in the year after it began. What a conflict of interest shuts to the
    writer is not searched: nobody looks at an identity through a search that they may not open.
    """
    insist(access.figures.sums_up(by, partnership))
    years = (first_year(scope.start), first_year(scope.start) - 1)
    files = access.led_reviews(by).filter(partnership=partnership).select_related("incident")
    found: list[str] = []
    for file in files:
        day = day_of(file)
        if day is not None and first_year(day) in years:
            found.extend(names_in(review=file, text=text, by=by))
    return list(dict.fromkeys(found))
