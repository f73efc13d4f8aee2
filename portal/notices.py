"""The outbox. Queue a notice inside the change; it is delivered after the commit."""

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Model
from django.template.loader import render_to_string

from portal import access, clock
from portal.jobs import enqueue
from portal.models import Deadline, Notice, User


def queue(template: str, *, to: User, about: Model, once: str = "") -> None:
    """Owe `to` a message about something. The same `once` is never queued twice."""
    key = f"{template}:{about._meta.label_lower}:{about.pk}:{to.pk}:{once}"
    facts = {"template": template, "to": to, "subject": about, "queued_at": clock.now()}
    notice, new = Notice.objects.get_or_create(key=key, defaults=facts)
    if new:
        enqueue("portal.tasks.deliver", notice_id=notice.pk)


def deliver(notice_id: int) -> bool:
    """Send a notice unless another worker has it. True when this call sent it.

    Who left since, or may no longer see what is due, is told nothing: the notice is dropped.
    """
    now = clock.now()
    if Notice.objects.waiting(now).filter(pk=notice_id).update(claimed_at=now) != 1:
        return False
    notice = Notice.objects.select_related("to").get(pk=notice_id)
    if not is_still_theirs(notice):
        notice.delete()
        return False
    context = {"notice": notice, "site_url": settings.SITE_URL}
    subject, _, text = render_to_string(f"notices/{notice.template}.txt", context).partition("\n")
    send_mail(subject, text.strip(), None, [notice.to.email])
    Notice.objects.filter(pk=notice_id).update(sent_at=clock.now())
    return True


def is_still_theirs(notice: Notice) -> bool:
    """The account is open and, when something is due on a case, the case is not shut to it."""
    if not notice.to.is_active:
        return False
    if not isinstance(notice.subject, Deadline):
        return True
    case = notice.subject.subject
    return case is not None and access.sees(notice.to, case)
