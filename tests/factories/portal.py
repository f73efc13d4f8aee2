"""People and ground-floor rows for tests."""

import factory
from factory.django import DjangoModelFactory

from portal import clock
from portal.models import Document, User
from tests.world import thing


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    is_active = True


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    kind = "test"
    title = "A paper"
    requested_at = factory.LazyFunction(clock.now)


@thing("document_id")
def document(world):
    from tests.factories.partners import AgencyFactory  # noqa: PLC0415

    return DocumentFactory(subject=AgencyFactory())
