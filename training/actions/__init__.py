"""What happens in training."""

from training.actions.approvals import approve, decline
from training.actions.asking import is_open
from training.actions.billing import add_order, name_contact
from training.actions.bookings import (
    Delegate,
    book_place,
    confirm_place,
    delegate_named,
    give_up_place,
    hold_place,
    name_holder,
)
from training.actions.certificates import (
    evaluated,
    print_certificates,
    set_certificate_policy,
    settle_certificates,
)
from training.actions.changes import answer_change, send_change
from training.actions.charges import price_of, set_amount, waive
from training.actions.doubts import doubts
from training.actions.evaluation_answers import (
    AlreadyGiven,
    NoLongerAsked,
    answer_evaluation,
    code_answer,
)
from training.actions.evaluation_rounds import (
    ask_due,
    ask_round,
    close_rounds,
    evaluate,
    give_link,
    plan_before,
    plan_evaluations,
    remind,
)
from training.actions.evaluation_schedules import BeginsTooEarly, set_schedule
from training.actions.fees import (
    add_payer_class,
    approve_fee_table,
    draft_fee_table,
    give_class,
    propose_fee_table,
    remove_fee,
    set_fee,
)
from training.actions.invoices import credit, discard_draft, draft_month, issue, record_payment
from training.actions.money_refusals import MoneyRefusal
from training.actions.needs import remove_old_needs, say_needs
from training.actions.places import is_to_come, left, rules_of
from training.actions.policies import add_rule, agree_policy, draft_policy, remove_rule
from training.actions.providers import (
    KnownAlready,
    add_provider,
    award_contract,
    check_measure,
    observe,
)
from training.actions.ratings import (
    AlreadyRated,
    DidNotAttend,
    rate_session,
)
from training.actions.refusals import (
    AlreadyAnswered,
    AlreadyBooked,
    BookingRefused,
    DaySet,
    ManagerMissing,
    NoLongerSo,
    NotBookable,
    NothingFree,
    NotSameCourse,
    OfferOver,
    SessionFull,
)
from training.actions.registers import (
    HasPlace,
    NoPlaceLeft,
    NotOpen,
    TooEarly,
    close_register,
    correct_mark,
    let_in,
    mark_place,
    mark_register,
    mark_rest,
    reopen_register,
)
from training.actions.reminding import remind_of_training
from training.actions.reports import AlreadySigned, NotBegun, make_report, sign_off_report
from training.actions.requirements import (
    NotTheirs,
    ask_course,
    end_requirement,
    enter_agency_training,
)
from training.actions.sessions import ReasonMissing, cancel_session, plan_session
from training.actions.settling import approval_of_team, approval_wanted
from training.actions.teams import hold_team, let_team_go, name_team
from training.actions.terms import set_rules, set_terms
from training.actions.transfers import hand_on, move_place
from training.actions.waiting import (
    may_take,
    offer_freed_places,
    position,
    take_up,
    turn_list,
    turn_lists,
)

__all__ = [
    "AlreadyAnswered",
    "AlreadyBooked",
    "AlreadyGiven",
    "AlreadyRated",
    "AlreadySigned",
    "BeginsTooEarly",
    "BookingRefused",
    "DaySet",
    "Delegate",
    "DidNotAttend",
    "HasPlace",
    "KnownAlready",
    "ManagerMissing",
    "MoneyRefusal",
    "NoLongerAsked",
    "NoLongerSo",
    "NoPlaceLeft",
    "NotBegun",
    "NotBookable",
    "NotOpen",
    "NotSameCourse",
    "NotTheirs",
    "NothingFree",
    "OfferOver",
    "ReasonMissing",
    "SessionFull",
    "TooEarly",
    "add_order",
    "add_payer_class",
    "add_provider",
    "add_rule",
    "agree_policy",
    "answer_change",
    "answer_evaluation",
    "approval_of_team",
    "approval_wanted",
    "approve",
    "approve_fee_table",
    "ask_course",
    "ask_due",
    "ask_round",
    "award_contract",
    "book_place",
    "cancel_session",
    "check_measure",
    "close_register",
    "close_rounds",
    "code_answer",
    "confirm_place",
    "correct_mark",
    "credit",
    "decline",
    "delegate_named",
    "deliver_session",
    "discard_draft",
    "doubts",
    "draft_fee_table",
    "draft_month",
    "draft_policy",
    "end_requirement",
    "enter_agency_training",
    "evaluate",
    "evaluated",
    "give_class",
    "give_link",
    "give_up_place",
    "hand_on",
    "hold_place",
    "hold_team",
    "is_open",
    "is_to_come",
    "issue",
    "left",
    "let_in",
    "let_team_go",
    "make_report",
    "mark_place",
    "mark_register",
    "mark_rest",
    "may_take",
    "move_place",
    "name_contact",
    "name_holder",
    "name_team",
    "observe",
    "offer_freed_places",
    "plan_before",
    "plan_evaluations",
    "plan_session",
    "position",
    "price_of",
    "print_certificates",
    "propose_fee_table",
    "rate_session",
    "record_payment",
    "remind",
    "remind_of_training",
    "remove_fee",
    "remove_old_needs",
    "remove_rule",
    "reopen_register",
    "rules_of",
    "say_needs",
    "send_change",
    "set_amount",
    "set_certificate_policy",
    "set_fee",
    "set_rules",
    "set_schedule",
    "set_terms",
    "settle_certificates",
    "sign_off_report",
    "take_up",
    "turn_list",
    "turn_lists",
    "waive",
]
