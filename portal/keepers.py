"""Who may see the ground floor's own rows."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from portal import access, chronicle, notices
from portal.access import keeper
from portal.files.uses import uses
from portal.menu import Entry
from portal.models import CalendarAddress, ClosingDay, Document, Notice, StoredFile, User
from portal.models.files import StoredFileQuerySet
from portal.models.outbox import NoticeQuerySet
from portal.models.packs import ErrandQuerySet, PackCopy, PackRun
from portal.models.paper import DocumentQuerySet

RECORD = Entry(label="Record", url="portal:record", to=chronicle.reads_record, order=90)
MENU = Entry(label="My work", url="portal:my_work", to=access.signed_in, order=10)
OPERATIONS = Entry(label="Operations", url="portal:operations", to=access.operates, order=90)


@keeper(ClosingDay)
def closing_days(user: User) -> QuerySet[ClosingDay]:
    return ClosingDay.objects.all()


@keeper(Document)
def documents(user: User) -> DocumentQuerySet:
    """Documents about what this person sees. Whether a kind is for them, its `to` says."""
    about = ContentType.objects.filter(pk__in=Document.objects.values("subject_type"))
    kept = {kind.model_class() for kind in about} & set(access.keepers)
    labels = {model._meta.label for model in kept if model is not None}
    seen: DocumentQuerySet = access.about_seen(user, Document.objects.all(), labels)
    return seen


@keeper(Authenticator)
def ways_of_proving(user: User) -> "QuerySet[Authenticator]":
    """A person's own passkeys, authenticator app and recovery codes."""
    mine: QuerySet[Authenticator] = Authenticator.objects.filter(user=user).order_by("pk")
    return mine


@keeper(UserSession)
def sittings(user: User) -> "QuerySet[UserSession]":
    """Where a person is signed in, the latest sign of life first."""
    mine: QuerySet[UserSession] = UserSession.objects.filter(user=user).order_by("-last_seen_at")
    return mine


@keeper(StoredFile)
def files(user: User) -> StoredFileQuerySet:
    """Files about what this person sees, checked or not. Only available ones are handed out."""
    labels = {use.model for use in uses.values()}
    present = StoredFile.objects.present().filter(use__in=list(uses))
    seen: StoredFileQuerySet = access.about_seen(user, present, labels)
    for use in uses.values():
        if use.shown is not None:
            seen = seen.exclude(~Q(subject_id__in=use.shown(user).values("pk")), use=use.key)
    return seen


@keeper(SocialAccount)
def sign_ons(user: User) -> QuerySet[SocialAccount]:
    """The agencies' sign-ons that open a person's own account."""
    links: QuerySet[SocialAccount] = SocialAccount.objects.filter(user=user).order_by("pk")
    return links


@keeper(Notice)
def own_notices(user: User) -> NoticeQuerySet:
    """A person's own. What operators see of the outbox is in `portal.outbox.looking`."""
    return notices.of(user)


@keeper(CalendarAddress)
def calendar_addresses(user: User) -> QuerySet[CalendarAddress]:
    return CalendarAddress.objects.filter(user_id=user.pk)


@keeper(PackRun)
def pack_runs(user: User) -> ErrandQuerySet:
    """One's own: the faults of a pack repeat what stands in it."""
    return PackRun.objects.filter(asked_by_id=user.pk)


@keeper(PackCopy)
def pack_copies(user: User) -> ErrandQuerySet:
    return PackCopy.objects.filter(asked_by_id=user.pk)
