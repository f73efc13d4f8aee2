"""What one person may bring in and take away. Who that is, `partners` declares."""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, QuerySet

from portal import clock
from portal.access import keepers
from portal.models import User
from portal.packs.readers import Reader

# The ground floor imports no app: it reaches up by name.
PARTNERSHIP = "partners.Partnership"

Source = Callable[[User], "Rights"]
sources: list[Source] = []


@dataclass(frozen=True)
class Rights:
    """The partnerships whose records a person looks after, and every role with its place."""

    partnerships: frozenset[int]
    roles: frozenset[tuple[str, int]]

    def places(self, reader: Reader) -> frozenset[int]:
        """Where this person may bring in, and take away, the rows of a file."""
        if not reader.role:
            return self.partnerships
        return frozenset(at for at in self.partnerships if (reader.role, at) in self.roles)

    def covers_everybody(self) -> bool:
        """Whether there is no partnership left whose business team could mind."""
        model = apps.get_model(PARTNERSHIP)
        live = model._default_manager.live(clock.today())
        return bool(self.partnerships) and not live.exclude(pk__in=self.partnerships).exists()


def declares(source: Source) -> Source:
    """Mark the one function that says what a person may bring in."""
    sources[:] = [source]
    return source


def rights_of(user: User) -> Rights:
    return sources[0](user)


def brings_packs(user: User) -> bool:
    return bool(rights_of(user).partnerships)


def partnerships_of(user: User) -> QuerySet[Model]:
    """The partnerships whose records this person may take along."""
    seen = keepers[apps.get_model(PARTNERSHIP)](user)
    return seen.filter(pk__in=rights_of(user).partnerships)
