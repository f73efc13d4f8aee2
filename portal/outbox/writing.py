"""A notice as an e-mail. Its Message-ID comes from its key: sent twice, it is the same message."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from portal.models import Notice


class NoticeMessage(EmailMessage):
    """An e-mail that knows its reference, and whether an earlier attempt may have sent it."""

    reference: str = ""
    again: bool = False


def reference(notice: Notice) -> str:
    """The same for every attempt, and no secret."""
    return hashlib.sha256(notice.key.encode()).hexdigest()[:40]


def message_id(notice: Notice) -> str:
    return f"<{reference(notice)}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"


def write(notice: Notice) -> NoticeMessage:
    context = {"notice": notice, "site_url": settings.SITE_URL, "facts": notice.facts}
    subject, _, text = render_to_string(f"notices/{notice.template}.txt", context).partition("\n")
    address = notice.to.email if notice.to else notice.address
    headers = {"Message-ID": message_id(notice), "Auto-Submitted": "auto-generated"}
    message = NoticeMessage(subject, text.strip(), None, [address], headers=headers)
    message.reference = reference(notice)
    message.again = notice.attempts > 1
    return message
