"""Telling people of new dates: asking for it, confirming an address, ending it, and the telling.

Whether an address is on a list is told to nobody but whoever reads its mail.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from portal import audit, clock, notices
from portal.models import Notice, User
from portal.outbox.checking import still_wanted
from training.models import Course, DateAlert, DateAlertQuerySet, Session
from training.models.alerts import fresh_salt, hash_of, token_of

audit.words(
    {
        "datealert.asked": "Asked to be told of new dates of a course",
        "datealert.confirmed": "Confirmed an address for new dates of a course",
        "datealert.ended": "Asked to be told no more of new dates of a course",
    }
)


UNCONFIRMED = timedelta(days=7)


def sealed() -> dict[str, str]:
    salt = fresh_salt()
    return {"salt": salt, "token_hash": hash_of(token_of(salt))}


@transaction.atomic
def ask_for_alert(*, course: Course, address: str, by: User | None) -> None:
    """Send a link to confirm an address, unless it was confirmed before. Answers nothing."""
    alert = find_or_make(course=course, address=address)
    if alert.confirmed_at is None:
        day = clock.wall_time().date().isoformat()
        notices.queue_to_address("alert_confirm", address=address, about=alert, once=day)
    audit.record("datealert.asked", course, by=by)


def find_or_make(*, course: Course, address: str) -> DateAlert:
    """The open alert of an address, made once also when two ask together."""
    open_one = DateAlert.objects.open().filter(course=course, address=address)
    found = open_one.first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return DateAlert.objects.create(course=course, address=address, **sealed())
    except IntegrityError:
        return open_one.get()


@transaction.atomic
def follow_course(*, course: Course, by: User) -> None:
    """Be told by the account's own address, which is proven. Twice is as good as once."""
    facts = {"course": course, "person": by, "confirmed_at": clock.wall_time(), **sealed()}
    try:
        with transaction.atomic():
            DateAlert.objects.create(**facts)
    except IntegrityError:
        return  # asked for already
    audit.record("datealert.asked", course, by=by)


@transaction.atomic
def confirm_alert(*, alert: DateAlert, by: User | None) -> bool:
    """The address is read by whoever asked. Twice is as good as once; False when it was ended."""
    now = clock.wall_time()
    waiting = DateAlert.objects.open().filter(pk=alert.pk, confirmed_at=None)
    if waiting.update(confirmed_at=now, told_to=now) == 1:
        audit.record("datealert.confirmed", alert.course, by=by)
        return True
    return DateAlert.objects.live().filter(pk=alert.pk).exists()


@transaction.atomic
def end_alert(*, alert: DateAlert, by: User | None) -> None:
    """Tell no more. Twice is as good as once. The address is forgotten with it."""
    kept: dict[str, object] = {"ended_at": clock.wall_time()}
    if alert.person_id is None:
        kept["address"] = f"ended-{alert.pk}@invalid"
    if DateAlert.objects.open().filter(pk=alert.pk).update(**kept) == 1:
        audit.record("datealert.ended", alert.course, by=by)


def with_new_dates() -> DateAlertQuerySet:
    """Alerts of courses to which sessions to come were added since the alert was last told."""
    coming = Session.objects.upcoming(clock.now()).order_by()
    new = coming.filter(course=OuterRef("course"), planned_at__gt=OuterRef("told_to"))
    offered = DateAlert.objects.live().filter(course__published=True, course__withdrawn_on=None)
    return offered.filter(Exists(new))


def tell_new_dates() -> int:
    """Once a day: one mail for each alert whose course has new dates. Safe to run twice at once."""
    forget_unconfirmed()
    now = clock.wall_time()
    return sum(tell(alert, now) for alert in with_new_dates().select_related("person").iterator())


def forget_unconfirmed() -> None:
    """An address that nobody confirmed within a week is not kept."""
    before = clock.wall_time() - UNCONFIRMED
    DateAlert.objects.filter(confirmed_at=None, made_at__lt=before).delete()


@transaction.atomic
def tell(alert: DateAlert, now: datetime) -> bool:
    """Owe one mail, and remember up to when dates have been told; False when another was faster."""
    same = DateAlert.objects.live().filter(pk=alert.pk, told_to=alert.told_to)
    if same.update(told_to=now) != 1:
        return False
    once = now.isoformat()
    if alert.person is not None:
        notices.queue("dates_added", to=alert.person, about=alert, once=once)
    else:
        notices.queue_to_address("dates_added", address=alert.address, about=alert, once=once)
    return True


@still_wanted("dates_added")
def is_still_followed(notice: Notice) -> bool:
    return DateAlert.objects.live().filter(pk=notice.subject_id).exists()


@still_wanted("alert_confirm")
def waits_to_be_confirmed(notice: Notice) -> bool:
    waiting = DateAlert.objects.open().filter(pk=notice.subject_id, confirmed_at=None)
    return waiting.exists()
