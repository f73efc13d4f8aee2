"""What happens to actions owed, to a partnership's own settings, and to who stands where."""

from partners.actions.access_reviews import (
    answer_line,
    close_access_review,
    start_access_review,
)
from partners.actions.accounts import appoint, close_account, end_sessions, reopen_account
from partners.actions.claims import (
    add_domain,
    ask_to_join,
    confirm_claim,
    refuse_claim,
    remove_domain,
    take_back_claim,
)
from partners.actions.invitations import (
    accept_invitation,
    decline_invitation,
    invite,
    send_again,
    withdraw_invitation,
    works,
)
from partners.actions.meetings import add_papers
from partners.actions.owed import (
    confirm_action,
    give_action,
    move_action,
    note_progress,
    send_action_back,
    start_clock,
    start_clocks,
)
from partners.actions.refusals import Refusal
from partners.actions.settings import change_settings
from partners.actions.standings import add_standing, end_standing, give_standing, mark_left

__all__ = [
    "Refusal",
    "accept_invitation",
    "add_domain",
    "add_papers",
    "add_standing",
    "answer_line",
    "appoint",
    "ask_to_join",
    "change_settings",
    "close_access_review",
    "close_account",
    "confirm_action",
    "confirm_claim",
    "decline_invitation",
    "end_sessions",
    "end_standing",
    "give_action",
    "give_standing",
    "invite",
    "mark_left",
    "move_action",
    "note_progress",
    "refuse_claim",
    "remove_domain",
    "reopen_account",
    "send_action_back",
    "send_again",
    "start_access_review",
    "start_clock",
    "start_clocks",
    "take_back_claim",
    "withdraw_invitation",
    "works",
]
