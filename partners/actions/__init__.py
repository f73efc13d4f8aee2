"""What happens to actions owed, to a partnership's own settings, and to who stands where."""

from partners.actions.meetings import add_papers
from partners.actions.owed import (
    change_settings,
    give_action,
    move_action,
    note_progress,
    start_clock,
    start_clocks,
)

__all__ = [
    "add_papers",
    "change_settings",
    "give_action",
    "move_action",
    "note_progress",
    "start_clock",
    "start_clocks",
]
