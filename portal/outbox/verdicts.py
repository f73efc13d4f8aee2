"""What a refusal of the mail server means: for this notice, or for all of them."""

import smtplib
from dataclasses import dataclass

from portal.models import Notice

Reason = Notice.Reason


class RefusedForGood(Exception):
    """The provider will never send this one."""


class NotNow(Exception):
    """The provider did not take this one; another may do."""


class ServerAway(Exception):
    """The provider takes nothing at present."""


@dataclass(frozen=True)
class Verdict:
    """Why a notice was not sent, whether for good, and whether the others should wait too."""

    reason: Reason
    for_good: bool = False
    for_all: bool = False


FOR_GOOD = Verdict(Reason.REFUSED, for_good=True)
LATER = Verdict(Reason.NOT_TAKEN)
AWAY = Verdict(Reason.UNREACHABLE, for_all=True)
UNWRITTEN = Verdict(Reason.NOT_WRITTEN)

# The server, our account with it or our own address is at fault, not this one notice.
ALL_ALIKE = (
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPNotSupportedError,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPServerDisconnected,
    ServerAway,
)
CLOSING = 421  # "service not available, closing the connection"


def verdict(fault: Exception) -> Verdict:
    """Judge what sending raised."""
    if isinstance(fault, ALL_ALIKE):
        return AWAY
    if isinstance(fault, RefusedForGood):
        return FOR_GOOD
    if isinstance(fault, NotNow):
        return LATER
    if isinstance(fault, smtplib.SMTPException):
        return by_code(code_of(fault))
    return AWAY if isinstance(fault, OSError) else UNWRITTEN


def by_code(code: int) -> Verdict:
    if code == CLOSING:
        return AWAY
    return FOR_GOOD if 500 <= code < 600 else LATER


def code_of(fault: smtplib.SMTPException) -> int:
    """The reply code; of several recipients, ours is the only one. 0 where there is none."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return max((code for code, _ in fault.recipients.values()), default=0)
    return fault.smtp_code if isinstance(fault, smtplib.SMTPResponseException) else 0
