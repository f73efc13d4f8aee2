"""How a target of a training strategy stands: figures safe to print, and a word."""

from dataclasses import dataclass

from portal import clock
from portal.figures import Figure, Table
from training.models import StrategyTarget, TargetCount

DEFINITION = (
    "Staff who have the level ÷ staff who need it, as the agency counted them. "
    "Training of one agency is in it: it joins no figure of multi-agency training."
)


def figure(target: StrategyTarget, counted: TargetCount | None) -> Figure:
    """The share on a day; "Not available" where nothing was told. Small numbers stay hidden."""
    return Figure(
        key=f"training.target.{target.pk}.{counted.pk if counted else 'none'}",
        label=target.level,
        value=counted.reached if counted else None,
        base=counted.needed if counted else None,
        base_label="staff who need it",
        unit="percent",
        definition=DEFINITION,
        people=True,
    )


@dataclass(frozen=True)
class Aim:
    """One target as its page shows it."""

    target: StrategyTarget

    @property
    def text(self) -> str:
        """What was counted last, as it may be printed."""
        return figure(self.target, self.target.latest).text

    @property
    def note(self) -> str:
        """Why a number is hidden; empty when none is."""
        latest = self.target.latest
        return figure(self.target, latest).note if latest and latest.needed else ""

    @property
    def state(self) -> tuple[str, str]:
        """A word, and the tone it is printed in. A share may be hidden: the word is not."""
        latest = self.target.latest
        if latest and latest.reaches(self.target.share):
            return "Reached", "green"
        if self.target.settled_on:
            return "Not reached", "grey"
        if self.target.is_late:
            return "Overdue", "red"
        return "To be reached", "blue"

    @property
    def word(self) -> str:
        return self.state[0]

    @property
    def tone(self) -> str:
        return self.state[1]

    @property
    def history(self) -> Table:
        """Each day on which it was counted, the latest first."""
        days = [
            (clock.day_text(one.counted_on), figure(self.target, one), one.note or "None")
            for one in self.target.counts.all()
        ]
        return Table(
            key=f"training.target.{self.target.pk}",
            caption=f"{self.target.level}, {self.target.staff}: what was reported",
            head=("Counted on", "Have it", "Note"),
            rows=tuple(days),
        )
