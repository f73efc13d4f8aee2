"""Where a file stands: its steps in order, each with a word for how far it is and one way on.

Every family of pages tells its own steps with `@tells_steps`; the case page shows those of the
families that the kind of the review has, and offers the first that can be worked on as a button. A
step says nothing of a case that is not shown on the case page anyway.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portal.models import User
from reviews.kinds import Family, has
from reviews.models import Review

DONE, STARTED, NOT_YET, CANNOT, NOT_NEEDED = (
    "Completed",
    "In progress",
    "Not yet started",
    "Cannot start yet",
    "Not needed",
)
TONES = {DONE: "", STARTED: "blue", NOT_YET: "blue", CANNOT: "grey", NOT_NEEDED: ""}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a file. `state`: one of the words above. `address`: where it is worked on.

    `verb`: what the button says when this is the next step, such as "Screen the referral"; without
    one it is never offered as a button, only as a line that can be opened.
    """

    label: str
    state: str
    address: str = ""
    verb: str = ""
    hint: str = ""

    @property
    def status(self) -> str:
        return self.state

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def waits(self) -> bool:
        """Whether somebody who is shown it could go on here."""
        return bool(self.address and self.verb) and self.state in (STARTED, NOT_YET)


Teller = Callable[[User, Review], Iterable[Step]]
tellers: list[tuple[int, Family, Teller]] = []


def tells_steps(order: int, family: Family) -> Callable[[Teller], Teller]:
    """Mark a function of (user, review) that tells steps; `order` says where they stand."""

    def appoint(teller: Teller) -> Teller:
        tellers.append((order, family, teller))
        tellers.sort(key=lambda told: told[0])
        return teller

    return appoint


def steps(user: User, review: Review) -> list[Step]:
    told = [tell for _, family, tell in tellers if has(review, family)]
    return [step for tell in told for step in tell(user, review)]


def next_step(told: Iterable[Step]) -> Step | None:
    """The one that is offered as a button: the first that waits."""
    return next((step for step in told if step.waits), None)
