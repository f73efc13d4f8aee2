"""Pages of training."""

from training.views.approvals import approval, approval_decide, approval_list
from training.views.bookings import book, booking, booking_details, booking_take, give_up
from training.views.certificates import (
    certificate,
    certificate_check,
    certificate_paper,
    certificate_policy,
)
from training.views.change_notices import change, change_add, change_answer, change_list
from training.views.changes import book_colleague, booking_move, booking_substitute
from training.views.charges import charge_list, charge_set, charge_waive
from training.views.courses import course, course_list, plan
from training.views.debts import debt_list, ledger_list
from training.views.evaluate import evaluate
from training.views.evaluation_schedules import (
    evaluation_schedule,
    evaluation_schedule_add,
    evaluation_schedule_list,
)
from training.views.evaluations import (
    answer_code,
    answer_list,
    course_evaluations,
    evaluation_list,
    evaluation_round,
)
from training.views.invoices import (
    invoice,
    invoice_credit,
    invoice_discard,
    invoice_draft,
    invoice_issue,
    invoice_list,
    invoice_paper,
    payment_add,
)
from training.views.lists import (
    agency_booking_list,
    agency_terms,
    booking_rules_add,
    booking_rules_list,
    waiting_list,
)
from training.views.mine import my_training, rate
from training.views.money import contact_add, fees, money, order_add
from training.views.providers import (
    contract_add,
    measure_check,
    observe,
    provider,
    provider_add,
    provider_list,
)
from training.views.records import (
    agency_record,
    agency_training_add,
    agency_training_list,
    record,
    requirement_add,
    requirement_end,
    requirement_list,
)
from training.views.registers import (
    door_list,
    door_list_paper,
    mark,
    mark_correct,
    my_sessions,
    register,
    register_close,
    register_reopen,
    register_rest,
    register_sheet,
    walk_in,
)
from training.views.reports import report, report_add, report_list, report_paper, report_sign_off
from training.views.sessions import cancel, session, session_list
from training.views.teams import team, team_add, team_let_go

__all__ = [
    "agency_booking_list",
    "agency_record",
    "agency_terms",
    "agency_training_add",
    "agency_training_list",
    "answer_code",
    "answer_list",
    "approval",
    "approval_decide",
    "approval_list",
    "book",
    "book_colleague",
    "booking",
    "booking_details",
    "booking_move",
    "booking_rules_add",
    "booking_rules_list",
    "booking_substitute",
    "booking_take",
    "cancel",
    "certificate",
    "certificate_check",
    "certificate_paper",
    "certificate_policy",
    "change",
    "change_add",
    "change_answer",
    "change_list",
    "charge_list",
    "charge_set",
    "charge_waive",
    "contact_add",
    "contract_add",
    "course",
    "course_evaluations",
    "course_list",
    "debt_list",
    "door_list",
    "door_list_paper",
    "evaluate",
    "evaluation_list",
    "evaluation_round",
    "evaluation_schedule",
    "evaluation_schedule_add",
    "evaluation_schedule_list",
    "fees",
    "give_up",
    "invoice",
    "invoice_credit",
    "invoice_discard",
    "invoice_draft",
    "invoice_issue",
    "invoice_list",
    "invoice_paper",
    "ledger_list",
    "mark",
    "mark_correct",
    "measure_check",
    "money",
    "my_sessions",
    "my_training",
    "observe",
    "order_add",
    "payment_add",
    "plan",
    "provider",
    "provider_add",
    "provider_list",
    "rate",
    "record",
    "register",
    "register_close",
    "register_reopen",
    "register_rest",
    "register_sheet",
    "report",
    "report_add",
    "report_list",
    "report_paper",
    "report_sign_off",
    "requirement_add",
    "requirement_end",
    "requirement_list",
    "session",
    "session_list",
    "team",
    "team_add",
    "team_let_go",
    "waiting_list",
    "walk_in",
]
