"""Pages that belong to no app: the start, my work, paper, days off."""

from portal.views.documents import document, document_file
from portal.views.start import start
from portal.views.work import closing_days, my_work

__all__ = ["closing_days", "document", "document_file", "my_work", "start"]
