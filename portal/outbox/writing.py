"""A notice as an e-mail. Its Message-ID comes from its key: sent twice, it is the same message."""

import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, Engine

from portal.models import Notice
from portal.outbox import daily
from portal.outbox.enclosing import enclose


@dataclass(frozen=True)
class Words:
    """What a notice says."""

    subject: str
    text: str


class NoticeMessage(EmailMultiAlternatives):
    """An e-mail that knows its reference, and whether an earlier attempt may have sent it."""

    reference: str = ""
    again: bool = False


def reference(notice: Notice) -> str:
    """The same for every attempt, and no secret."""
    return hashlib.sha256(notice.key.encode()).hexdigest()[:40]


def message_id(notice: Notice) -> str:
    return f"<{reference(notice)}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"


def words(notice: Notice, **more: Any) -> Words:
    """Write subject and text, from the template's first line and the rest."""
    facts = {"notice": notice, "site_url": settings.SITE_URL, "facts": notice.facts, **more}
    template = Engine.get_default().get_template(f"notices/{notice.template}.txt")
    said: str = template.render(Context(facts, autoescape=False))  # plain text, not markup
    subject, _, text = said.partition("\n")
    return Words(subject.strip(), text.strip())


def of_part(part: Notice) -> Words:
    """Write one part of a daily mail, and keep its subject line."""
    said = words(part)
    Notice.objects.filter(pk=part.pk).update(heading=said.subject[:200])
    return said


def write(notice: Notice) -> NoticeMessage | None:
    """Write the e-mail; None when it would carry nothing."""
    more: dict[str, Any] = {}
    if notice.template == daily.TEMPLATE:
        more["parts"] = [of_part(part) for part in daily.carried(notice)]
        if not more["parts"]:
            return None
    said = words(notice, **more)
    address = notice.to.email if notice.to else notice.address
    headers = {"Message-ID": message_id(notice), "Auto-Submitted": "auto-generated"}
    message = NoticeMessage(said.subject, said.text, None, [address], headers=headers)
    message.reference = reference(notice)
    message.again = notice.attempts > 1
    enclose(message, notice)
    return message
