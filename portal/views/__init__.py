"""Pages that belong to no app: the start, my work, paper, days off, and how the portal fares."""

from portal.views.calendar import calendar, calendar_end, calendar_feed, calendar_new
from portal.views.documents import document, document_file
from portal.views.files import file, file_remove, file_state
from portal.views.health import healthz, operations, readyz
from portal.views.me import my_notices, my_record, profile
from portal.views.outbox import outbox, outbox_drop, outbox_retry, outbox_retry_dead
from portal.views.publishing import accessibility, cookies, privacy
from portal.views.record import record
from portal.views.start import start
from portal.views.work import closing_days, my_work

__all__ = [
    "accessibility",
    "calendar",
    "calendar_end",
    "calendar_feed",
    "calendar_new",
    "closing_days",
    "cookies",
    "document",
    "document_file",
    "file",
    "file_remove",
    "file_state",
    "healthz",
    "my_notices",
    "my_record",
    "my_work",
    "operations",
    "outbox",
    "outbox_drop",
    "outbox_retry",
    "outbox_retry_dead",
    "privacy",
    "profile",
    "readyz",
    "record",
    "start",
]
