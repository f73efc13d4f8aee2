"""One of each thing, so that every address can be asked for.

A factory module names what answers a URL parameter: `@thing("session_id")`.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

MAKERS: dict[str, Callable[["World"], Any]] = {}


def thing(parameter: str):
    """Mark the function that makes what the URL parameter `parameter` points to."""

    def appoint(make):
        MAKERS[parameter] = make
        return make

    return appoint


def load() -> None:
    for path in sorted((Path(__file__).parent / "factories").glob("*.py")):
        if path.stem != "__init__":
            import_module(f"tests.factories.{path.stem}")


class World:
    """A partnership with an agency, another agency in it, and another partnership elsewhere."""

    def __init__(self) -> None:
        from tests.factories.partners import AgencyFactory, PartnershipFactory  # noqa: PLC0415

        load()
        self.partnership = PartnershipFactory()
        self.agency = AgencyFactory()
        self.other_agency = AgencyFactory()
        self.other_partnership = PartnershipFactory()
        self.far_agency = AgencyFactory()
        self.made: dict[str, Any] = {}

    def answer(self, parameter: str) -> Any:
        """The value of one URL parameter; the thing is made at the first question."""
        if parameter not in self.made:
            self.made[parameter] = MAKERS[parameter](self)
        made = self.made[parameter]
        return getattr(made, "pk", made)
