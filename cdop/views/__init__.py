"""Pages of child death review. Each asks a keeper, so a conflict of interest shuts all of them."""

from cdop.views.conflicts import (
    declare_conflict,
    lift_conflict,
    panel_conflict,
    shut_out_agency,
)
from cdop.views.deaths import (
    death,
    death_add,
    death_correct,
    death_list,
    record_review,
    record_review_meeting,
    share_learning,
)
from cdop.views.panels import give_seat, panel_meeting, panel_meeting_add, panel_meeting_list

__all__ = [
    "death",
    "death_add",
    "death_correct",
    "death_list",
    "declare_conflict",
    "give_seat",
    "lift_conflict",
    "panel_conflict",
    "panel_meeting",
    "panel_meeting_add",
    "panel_meeting_list",
    "record_review",
    "record_review_meeting",
    "share_learning",
    "shut_out_agency",
]
