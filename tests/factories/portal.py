"""People and ground-floor rows for tests."""

import hashlib
from datetime import date

import factory
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from portal import clock, documents, feeds
from portal.models import ClosingDay, Document, Notice, PackCopy, PackRun, User
from portal.proof import actions
from tests.leaks import SENTINEL
from tests.world import thing


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}.{SENTINEL.lower()}@example.org")
    name = factory.Sequence(lambda n: f"Person {n} {SENTINEL}")
    is_active = True


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    kind = "test"
    title = "A paper"
    requested_at = factory.LazyFunction(clock.now)


class ClosingDayFactory(DjangoModelFactory):
    class Meta:
        model = ClosingDay

    day = factory.Sequence(lambda n: date(2031, 1, 1).replace(year=2031 + n))
    name = "Day off"


class NoticeFactory(DjangoModelFactory):
    class Meta:
        model = Notice

    template = "deadline_near"
    to = factory.SubFactory(UserFactory)
    key = factory.Sequence(lambda n: f"notice {n}")
    queued_at = factory.LazyFunction(clock.wall_time)
    wait_until = factory.SelfAttribute("queued_at")


PAPER = documents.Kind(
    key="test",
    label="A paper",
    template="portal/paper.html",
    context=lambda subject: {},
    title=lambda subject: "A paper",
    to=lambda user, subject: True,
)


class ReadyDocumentFactory(DocumentFactory):
    status = "ready"
    percent = 100
    pages = 1
    sha256 = hashlib.sha256(b"%PDF").hexdigest()
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF", name="test.pdf"))


@thing("document_id")
def document(world):
    return ReadyDocumentFactory(subject=ClosingDayFactory())


SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def with_app(person):
    """Give a person an authenticator app that shows the codes of `SEED`."""
    return actions.add_app(person=person, secret=SEED, step=0)


@thing("way_id")
def way(world):
    return with_app(UserFactory())


@thing("sitting_id")
def sitting(world):
    key = "a-session-of-somebody-else"
    return UserSession.objects.create(user=UserFactory(), session_key=key, ip="127.0.0.1")


@thing("tenant_id")
def nobodys_sign_on(world):
    """No agency signs on in tests, but for those of `tests/accounts`, which make their own."""
    return "nowhere"


@thing("link_id")
def somebodys_sign_on(world):
    return SocialAccount.objects.create(user=UserFactory(), provider="anytown", uid="somebody")


@thing("notice_id")
def notice(world):
    return NoticeFactory(subject=ClosingDayFactory())


@thing("calendar_token")
def calendar_token(world):
    person = UserFactory()
    return feeds.new_address(user=person, by=person)


class PackRunFactory(DjangoModelFactory):
    """A pack that was checked and waits to be confirmed; its zip is not there."""

    class Meta:
        model = PackRun

    title = "A pack"
    asked_by = factory.SubFactory(UserFactory)
    asked_at = factory.LazyFunction(clock.wall_time)
    kept_until = factory.LazyAttribute(lambda run: run.asked_at + PackRun.KEPT)
    status = "checked"
    sha256 = "0" * 64


class PackCopyFactory(DjangoModelFactory):
    class Meta:
        model = PackCopy

    title = "Records"
    asked_by = factory.SubFactory(UserFactory)
    asked_at = factory.LazyFunction(clock.wall_time)
    kept_until = factory.LazyAttribute(lambda copy: copy.asked_at + PackCopy.KEPT)
    partnership_id = 0


@thing("pack_id")
def pack_run(world):
    return PackRunFactory()


@thing("pack_copy_id")
def pack_copy(world):
    return PackCopyFactory()


@thing("pack_file")
def pack_file(world):
    return "partners/areas.csv"
