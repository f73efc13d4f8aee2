"""What others may count of reviews: themes, routes and numbers, never a case."""

from typing import Any

from portal import documents
from portal.figures import Chapter, Figure, Listing, Scope
from portal.seals import seal_of
from reviews.access import counting, takes_along
from reviews.models import RapidReview, Review, ReviewFact, Signature
from reviews.papers import GUIDE, REPORT, SYNOPSIS
from reviews.rapid_paper import told
from reviews.yearly import counted_in, taught

PAPERS = (REPORT, SYNOPSIS, GUIDE)
Kind = ReviewFact.Kind
LISTED = (Kind.ROUTE, Kind.THEME, Kind.LEARNING_ROUTE, Kind.EXTERNAL, Kind.RULE)
NOT_GIVEN = "The paper names no number, and none is put in its place."


def chapter(scope: Scope) -> Chapter:
    """Counts as the paper of the year gives them, the archive as the rows hold it.

    And what this portal counted itself: nothing of a year before its first case.
    """
    facts = list(ReviewFact.objects.of(scope.partnership_id, scope.label).filter(in_report=True))
    return Chapter(
        key="reviews",
        title="Practice reviews",
        figures=(
            *(counted(fact, scope) for fact in of_kind(facts, Kind.COUNT)),
            *archive(scope),
            *counted_in(scope),
        ),
        lists=(*lists(facts), *taught(scope)),
    )


def lists(facts: list[ReviewFact]) -> tuple[Listing, ...]:
    """What the paper of a year says in words, one list for each kind of fact."""
    return tuple(
        Listing(title=kind.label, items=tuple(map(line, of_kind(facts, kind)))) for kind in LISTED
    )


def of_kind(facts: list[ReviewFact], kind: str) -> list[ReviewFact]:
    return [fact for fact in facts if fact.kind == kind]


def line(fact: ReviewFact) -> str:
    """One line of a list, with what sort of review it was where the paper says."""
    more = [fact.detail, "linked to this area" if fact.local_link else "", fact.note]
    said = "; ".join(part for part in more if part)
    return f"{fact.text} ({said})" if said else fact.text


def counted(fact: ReviewFact, scope: Scope) -> Figure:
    """A number the paper gives, or a plain statement that it gives none.

    Behind a review, a referral or a case stands a child: a small number is hidden like one.
    """
    definition = fact.note or NOT_GIVEN
    if fact.value is None and fact.qualifier:
        definition = f"The paper says “{fact.qualifier}”. {NOT_GIVEN}"
    return Figure(
        key=f"reviews.{fact.ref}",
        label=fact.text,
        value=fact.value,
        definition=definition,
        qualifier=fact.qualifier,
        people=True,
        period=scope.label,
    )


def archive(scope: Scope) -> tuple[Figure, ...]:
    """Reviews published in the year, and how many the archive holds. A review is not a case."""
    reviews = Review.objects.filter(partnership=scope.partnership_id).of_practice()
    days = [review.published for review in reviews if review.published]
    published = sum(scope.start <= day.first_day and day.last_day <= scope.end for day in days)
    return (
        Figure(
            key="reviews.archive",
            label="Reviews, audits and learning events in the archive",
            value=len(reviews),
            definition=(
                "Rows of the archive that tell of a review, an audit or a learning event; "
                "one may look at several cases."
            ),
        ),
        Figure(
            key="reviews.archive_published",
            label="Of these, published in the year",
            value=published if days else None,
            definition=(
                "Reviews of the archive whose recorded day or month of publication lies wholly "
                "in the period."
            ),
            period=scope.label,
        ),
    )


def pack_of(rapid: RapidReview) -> dict[str, Any]:
    """The sign-off pack for paper: the text, and who has signed exactly that."""
    pack = told(rapid)
    seal = seal_of(pack)
    signed = counting(rapid.review, Signature.Paper.RAPID, seal).select_related("agency", "by")
    return {
        "pack": pack,
        "seal": seal,
        "signed": list(signed),
        "status": rapid.get_status_display(),
    }


RAPID_PACK = documents.Kind(
    key="reviews.rapid_pack",
    label="Rapid review, sign-off pack",
    template="reviews/documents/rapid_pack.html",
    context=pack_of,
    title=lambda rapid: f"Rapid review {rapid.review.title}",
    to=lambda user, rapid: takes_along(user, rapid.review),
    restricted=True,
)
