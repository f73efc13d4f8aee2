"""Pages that belong to no app: the start, my work, paper, days off, and how the portal fares."""

from portal.views.documents import document, document_file
from portal.views.files import file, file_remove, file_state
from portal.views.health import healthz, operations, readyz
from portal.views.start import start
from portal.views.work import closing_days, my_work

__all__ = [
    "closing_days",
    "document",
    "document_file",
    "file",
    "file_remove",
    "file_state",
    "healthz",
    "my_work",
    "operations",
    "readyz",
    "start",
]
