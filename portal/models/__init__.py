"""What the whole portal stands on: people, the record, clocks, the outbox, paper."""

from portal.models.about import AboutQuerySet, AboutSubject, Referenced
from portal.models.clocks import ClosingDay, Deadline
from portal.models.drills import Drill
from portal.models.factors import SpentCode
from portal.models.feeds import CalendarAddress
from portal.models.files import StoredFile
from portal.models.outbox import Heartbeat, Notice
from portal.models.packs import PackCopy, PackRun
from portal.models.paper import Document
from portal.models.people import User
from portal.models.record import ChainHead, Event, Refusal, RefusalTally, Sighting

__all__ = [
    "AboutQuerySet",
    "AboutSubject",
    "CalendarAddress",
    "ChainHead",
    "ClosingDay",
    "Deadline",
    "Document",
    "Drill",
    "Event",
    "Heartbeat",
    "Notice",
    "PackCopy",
    "PackRun",
    "Referenced",
    "Refusal",
    "RefusalTally",
    "Sighting",
    "SpentCode",
    "StoredFile",
    "User",
]
