"""Rows for the lists of what is to become better in training, and of who gives it."""

from collections.abc import Callable
from typing import Any

from tests.factories import training_providers
from tests.factories.training_bookings import SuggestionFactory


def each(factory: Any, **facts: Any) -> Callable[[Any], None]:
    def make(world: Any) -> None:
        factory(partnership=world.partnership, **facts)

    return make


ROWS = {
    "training.changes": each(training_providers.ChangeFactory),
    "training.improvements": each(training_providers.ImprovementFactory),
    "training.providers": each(training_providers.ProviderFactory),
    "training.suggestions": each(SuggestionFactory),
}
