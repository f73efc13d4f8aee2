"""The kinds of reviews, as data: what each is, which steps it has, on what law it stands by day.

A case page shows the steps of its kind and no others, and the doors of a step answer for no other
kind. A file that a referral opened moves on from kind to kind; the other kinds are opened as what
they are. The law of a file is the one that stood on the day it was commissioned, and stays: a
review that began as a serious case review ends as one.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from reviews.models import Review

Kind, Law = Review.Kind, Review.Law


class Family(Enum):
    """A family of steps, with their pages."""

    CASE = "referral, screening, notification"
    RAPID = "rapid review"
    LOCAL = "local review"
    COPIES = "copies and publication"
    SET = "a set of files and what they have in common"
    ELSEWHERE = "what another area asked of us"
    OCCASION = "an audit or an event: when, who, what came out"
    LEARNING = "learning, shared with the hub"


@dataclass(frozen=True, kw_only=True)
class Basis:
    """A legal basis, and the days on which a review of a kind can be commissioned on it."""

    law: Review.Law
    source: str
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, kw_only=True)
class Sort:
    """One kind of review. `bases`: the newest first.

    `opened_here`: by a form of its own, and not by a referral. `archived`: it is recorded under the
    number it had, when it was held by a board or before this portal.
    """

    kind: Review.Kind
    about: str
    families: frozenset[Family]
    bases: tuple[Basis, ...]
    opened_here: bool = True
    archived: bool = False

    def __post_init__(self) -> None:
        sorts[self.kind] = self

    def basis_on(self, day: date | None) -> Basis | None:
        """On what it stands when it is commissioned on a day; the latest where none is recorded."""
        if day is None:
            return self.bases[0]
        return next((basis for basis in self.bases if basis.holds_on(day)), None)


sorts: dict[str, Sort] = {}

ACT_2017 = date(2018, 6, 29)
# Boards that stood until their partnership did could still commission one.
LAST_BOARD = date(2019, 9, 29)
PRACTICE = Basis(
    law=Law.NEW, source="Children Act 2004, sections 16C to 16F; SI 2018/789", since=ACT_2017
)
BOARDS = Basis(
    law=Law.OLD,
    source="SI 2006/90, regulation 5; Working Together 2015, chapter 4",
    since=date(2006, 4, 1),
    until=LAST_BOARD,
)
LEARNING = Basis(law=Law.NONE, source="No statutory basis: the partners agreed to learn from it")
OF_A_CASE = frozenset({Family.CASE, Family.RAPID, Family.LOCAL, Family.LEARNING})

Sort(
    kind=Kind.REFERRAL,
    about="What was referred and is not decided yet.",
    families=OF_A_CASE,
    bases=(PRACTICE,),
    opened_here=False,
)
Sort(
    kind=Kind.RAPID,
    about="The first look at a notified incident, within 15 working days.",
    families=OF_A_CASE | {Family.COPIES},
    bases=(PRACTICE,),
    opened_here=False,
)
Sort(
    kind=Kind.LOCAL,
    about="A review of practice in one case or several, written to be published.",
    families=OF_A_CASE | {Family.COPIES},
    bases=(PRACTICE,),
    archived=True,
)
Sort(
    kind=Kind.SERIOUS_CASE,
    about="A review of the time of the local safeguarding children boards.",
    families=frozenset({Family.COPIES, Family.LEARNING}),
    bases=(BOARDS,),
    archived=True,
)
Sort(
    kind=Kind.NATIONAL,
    about="A review that the national Panel holds, with a case of ours in it.",
    families=frozenset({Family.CASE, Family.RAPID, Family.LEARNING}),
    bases=(PRACTICE,),
    archived=True,
)
Sort(
    kind=Kind.THEMATIC,
    about="What several files have in common, looked at together.",
    families=frozenset({Family.SET, Family.COPIES, Family.LEARNING}),
    bases=(LEARNING,),
)
Sort(
    kind=Kind.CASE_AUDIT,
    about="Several agencies look at records of cases together.",
    families=frozenset({Family.OCCASION, Family.LEARNING}),
    bases=(LEARNING,),
)
Sort(
    kind=Kind.SINGLE_AUDIT,
    about="One agency looks at its own records of a case.",
    families=frozenset({Family.OCCASION, Family.LEARNING}),
    bases=(LEARNING,),
)
Sort(
    kind=Kind.EVENT,
    about="Practitioners of several agencies learn from a case together.",
    families=frozenset({Family.OCCASION, Family.LEARNING}),
    bases=(LEARNING,),
)
Sort(
    kind=Kind.CONTRIBUTION,
    about="Another area leads the review; our agencies contribute what they know.",
    families=frozenset({Family.ELSEWHERE, Family.LEARNING}),
    bases=(PRACTICE, BOARDS),
)
Sort(
    kind=Kind.HANDOVER,
    about="What a board said when it handed over that it had no review.",
    families=frozenset(),
    bases=(LEARNING,),
    opened_here=False,
)


def sort_of(review: Review) -> Sort:
    return sorts[review.kind]


def kinds_with(family: Family) -> list[str]:
    """The kinds that have a family of steps."""
    return [sort.kind for sort in sorts.values() if family in sort.families]


def has(review: Review, family: Family) -> bool:
    return family in sort_of(review).families


def source_of(review: Review) -> str:
    """Where the law it stands on is written; nothing where the record and the table disagree."""
    return next((one.source for one in sort_of(review).bases if one.law == review.law), "")
