"""What happens in training."""

from training.actions.alerts import (
    ask_for_alert,
    confirm_alert,
    end_alert,
    follow_course,
    tell_new_dates,
)
from training.actions.approvals import (
    approve,
    decline,
)
from training.actions.asking import (
    is_open,
)
from training.actions.billing import (
    add_order,
    name_contact,
)
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
from training.actions.changes import (
    answer_change,
    send_change,
)
from training.actions.charges import (
    price_of,
    set_amount,
    waive,
)
from training.actions.conferences import (
    add_follow_up,
    add_item,
    change_follow_up,
    plan_conference,
    remove_item,
    rewrite_conference,
)
from training.actions.courses import (
    add_origin,
    bring_back_course,
    remove_origin,
    rewrite_course,
    withdraw_course,
    write_course,
)
from training.actions.coverage import (
    open_need_again,
    raise_need,
    rewrite_need,
    settle_need,
)
from training.actions.doubts import (
    doubts,
)
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
from training.actions.evaluation_schedules import (
    BeginsTooEarly,
    set_schedule,
)
from training.actions.fees import (
    add_payer_class,
    approve_fee_table,
    draft_fee_table,
    give_class,
    propose_fee_table,
    remove_fee,
    set_fee,
)
from training.actions.invoices import (
    credit,
    discard_draft,
    draft_month,
    issue,
    record_payment,
)
from training.actions.money_refusals import (
    MoneyRefusal,
)
from training.actions.needs import (
    remove_old_needs,
    say_needs,
)
from training.actions.places import (
    is_to_come,
    left,
    rules_of,
)
from training.actions.planning import (
    add_part,
    copy_session,
    plan_session,
    remove_part,
    rewrite_session,
)
from training.actions.policies import (
    add_rule,
    agree_policy,
    draft_policy,
    remove_rule,
)
from training.actions.programme import (
    add_to_year,
    begin_year,
    move_year,
    take_from_year,
)
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
from training.actions.refused_plans import (
    AlreadyThere,
    ChangedMeanwhile,
    NoLongerPlanned,
    PartsOverlap,
    PlacesTaken,
    PlanRefused,
    SlotTaken,
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
from training.actions.reminding import (
    remind_of_training,
)
from training.actions.reports import (
    AlreadySigned,
    NotBegun,
    make_report,
    sign_off_report,
)
from training.actions.requirements import (
    NotTheirs,
    ask_course,
    end_requirement,
    enter_agency_training,
)
from training.actions.sessions import (
    ReasonMissing,
    cancel_session,
)
from training.actions.settling import (
    approval_of_team,
    approval_wanted,
)
from training.actions.teams import (
    hold_team,
    let_team_go,
    name_team,
)
from training.actions.terms import (
    set_rules,
    set_terms,
)
from training.actions.transfers import (
    hand_on,
    move_place,
)
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
    "AlreadyThere",
    "BeginsTooEarly",
    "BookingRefused",
    "ChangedMeanwhile",
    "DaySet",
    "Delegate",
    "DidNotAttend",
    "HasPlace",
    "KnownAlready",
    "ManagerMissing",
    "MoneyRefusal",
    "NoLongerAsked",
    "NoLongerPlanned",
    "NoLongerSo",
    "NoPlaceLeft",
    "NotBegun",
    "NotBookable",
    "NotOpen",
    "NotSameCourse",
    "NotTheirs",
    "NothingFree",
    "OfferOver",
    "PartsOverlap",
    "PlacesTaken",
    "PlanRefused",
    "ReasonMissing",
    "SessionFull",
    "SlotTaken",
    "TooEarly",
    "add_follow_up",
    "add_item",
    "add_order",
    "add_origin",
    "add_part",
    "add_payer_class",
    "add_provider",
    "add_rule",
    "add_to_year",
    "agree_policy",
    "answer_change",
    "answer_evaluation",
    "approval_of_team",
    "approval_wanted",
    "approve",
    "approve_fee_table",
    "ask_course",
    "ask_due",
    "ask_for_alert",
    "ask_round",
    "award_contract",
    "begin_year",
    "book_place",
    "bring_back_course",
    "cancel_session",
    "change_follow_up",
    "check_measure",
    "close_register",
    "close_rounds",
    "code_answer",
    "confirm_alert",
    "confirm_place",
    "copy_session",
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
    "end_alert",
    "end_requirement",
    "enter_agency_training",
    "evaluate",
    "evaluated",
    "follow_course",
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
    "move_year",
    "name_contact",
    "name_holder",
    "name_team",
    "observe",
    "offer_freed_places",
    "open_need_again",
    "plan_before",
    "plan_conference",
    "plan_evaluations",
    "plan_session",
    "position",
    "price_of",
    "print_certificates",
    "propose_fee_table",
    "raise_need",
    "rate_session",
    "record_payment",
    "remind",
    "remind_of_training",
    "remove_fee",
    "remove_item",
    "remove_old_needs",
    "remove_origin",
    "remove_part",
    "remove_rule",
    "reopen_register",
    "rewrite_conference",
    "rewrite_course",
    "rewrite_need",
    "rewrite_session",
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
    "settle_need",
    "sign_off_report",
    "take_from_year",
    "take_up",
    "tell_new_dates",
    "turn_list",
    "turn_lists",
    "waive",
    "withdraw_course",
    "write_course",
]
