"""E-mail by way of GOV.UK Notify, in place of a mail relay: `EMAIL_URL=notify://`.

One template with the placeholders ((subject)) and ((body)) lies at Notify; the words are ours.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from portal.outbox.verdicts import RefusedForGood, ServerAway

BAD_REQUEST = 400  # an address that is none, say; all else is our account's fault or Notify's
BOUNCED = "permanent-failure"
TO_BE_SENT_AGAIN = ("temporary-failure", "technical-failure")


class EmailBackend(BaseEmailBackend):
    """Hands each message to Notify. What an earlier attempt has handed over is not sent again."""

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        untyped: Any = NotificationsAPIClient
        self.client = untyped(
            settings.NOTIFY_API_KEY, settings.NOTIFY_URL, timeout=settings.EMAIL_TIMEOUT
        )

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send, and say how many were; a failure is raised unless it is to be silent."""
        try:
            return sum(self.send(message) for message in email_messages)
        except (RefusedForGood, ServerAway):
            if not self.fail_silently:
                raise
            return 0

    def send(self, message: EmailMessage) -> bool:
        reference: str = getattr(message, "reference", "")
        try:
            if not (getattr(message, "again", False) and self.has(reference)):
                self.hand_over(message, reference)
        except APIError as fault:
            gone = fault.status_code == BAD_REQUEST
            raise (RefusedForGood if gone else ServerAway)(fault.status_code) from fault
        return True

    def hand_over(self, message: EmailMessage, reference: str) -> None:
        words = {"subject": message.subject, "body": message.body}
        for address in message.recipients():
            self.client.send_email_notification(
                address, settings.NOTIFY_TEMPLATE_ID, words, reference=reference or None
            )

    def has(self, reference: str) -> bool:
        """Whether Notify has this one from an attempt that died before it could say so."""
        found = self.client.get_all_notifications(reference=reference)["notifications"]
        states = {one["status"] for one in found}
        if BOUNCED in states:
            raise RefusedForGood(BOUNCED)
        return bool(states.difference(TO_BE_SENT_AGAIN))
