"""Pages that belong to no app: the start, my work, paper, days off."""

from portal.views.start import start
from portal.views.work import closing_days, my_work

__all__ = ["closing_days", "my_work", "start"]
