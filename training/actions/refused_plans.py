"""Why a change of the programme is refused, each in a sentence for whoever asked."""


class PlanRefused(Exception):
    """What is the case instead. `field` names the question it belongs to, if to one."""

    field: str | None = None
    sentence = ""

    def __str__(self) -> str:
        return self.sentence


class ChangedMeanwhile(PlanRefused):
    sentence = (
        "Somebody else has changed this since you opened it. Your answers are kept below: "
        "open the page again in another window, compare, and save once more."
    )


class NoLongerPlanned(PlanRefused):
    sentence = "This session was delivered or cancelled. It stays as it is."


class SlotTaken(PlanRefused):
    field = "starts_on"
    sentence = "This course already runs there at that time"


class PartsOverlap(PlanRefused):
    field = "starts"
    sentence = "Another part of this session runs at that time"


class MarkedAlready(PlanRefused):
    """Marks of the whole say nothing of single parts."""

    sentence = "People are marked on this register already. Take their marks back to add a part."


class PartMarked(PlanRefused):
    sentence = "People are marked on the register of this part. It stays."


class PlacesTaken(PlanRefused):
    """Fewer places than are taken: nobody loses a place."""

    field = "places"

    def __init__(self, taken: int) -> None:
        super().__init__(taken)
        are = "1 place is" if taken == 1 else f"{taken} places are"
        self.sentence = f"{are} taken. Enter that number or more, so that nobody loses a place"


class AlreadyThere(PlanRefused):
    sentence = "This is in the list already"
