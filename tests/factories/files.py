"""Files that somebody sent, checked and lying on storage."""

import hashlib

import factory
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from factory.django import DjangoModelFactory

from portal import clock
from portal.models import StoredFile
from tests.factories.partners import ActionFactory, MeetingFactory
from tests.factories.portal import UserFactory
from tests.world import thing

DATA = b"What was done."


class StoredFileFactory(DjangoModelFactory):
    """Evidence on an action, checked and open to the partnership, unless a test says otherwise."""

    class Meta:
        model = StoredFile
        skip_postgeneration_save = True

    use = "partners.evidence"
    subject = factory.SubFactory(ActionFactory)
    name = factory.Sequence(lambda n: f"Evidence {n}.txt")
    kind = "txt"
    size = len(DATA)
    sha256 = hashlib.sha256(DATA).hexdigest()
    status = "available"
    uploaded_by = factory.SubFactory(UserFactory)
    scanned_at = factory.LazyFunction(clock.wall_time)
    scanner = "ClamAV 1.4.6/27000"

    @factory.post_generation
    def data(self, create, given, **kwargs):
        """What lies on storage."""
        default_storage.save(self.path, ContentFile(DATA if given is None else given))


@thing("file_id")
def file(world):
    return StoredFileFactory(
        subject=ActionFactory(partnership=world.partnership, owner=world.agency)
    )


@thing("meeting_id")
def meeting(world):
    return MeetingFactory(group__partnership=world.partnership)
