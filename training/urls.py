"""Addresses of training."""

from django.urls import path

from training import views

app_name = "training"
urlpatterns = [
    path("", views.course_list, name="course_list"),
    path("courses/<int:course_id>/", views.course, name="course"),
    path("courses/<int:course_id>/plan/", views.plan, name="plan"),
    path("sessions/", views.session_list, name="session_list"),
    path("sessions/<int:session_id>/", views.session, name="session"),
    path("sessions/mine/", views.my_sessions, name="my_sessions"),
    path("sessions/<int:session_id>/register/", views.register, name="register"),
    path("sessions/<int:session_id>/register/rest/", views.register_rest, name="register_rest"),
    path("sessions/<int:session_id>/register/sheet/", views.register_sheet, name="register_sheet"),
    path("sessions/<int:session_id>/register/close/", views.register_close, name="register_close"),
    path(
        "sessions/<int:session_id>/register/reopen/", views.register_reopen, name="register_reopen"
    ),
    path("sessions/<int:session_id>/walk-in/", views.walk_in, name="walk_in"),
    path("sessions/<int:session_id>/door-list/", views.door_list, name="door_list"),
    path(
        "sessions/<int:session_id>/door-list/paper/", views.door_list_paper, name="door_list_paper"
    ),
    path("providers/", views.provider_list, name="provider_list"),
    path("providers/add/", views.provider_add, name="provider_add"),
    path("providers/<int:provider_id>/", views.provider, name="provider"),
    path("providers/<int:provider_id>/contract/", views.contract_add, name="contract_add"),
    path("measures/<int:measure_id>/check/", views.measure_check, name="measure_check"),
    path("sessions/<int:session_id>/observe/", views.observe, name="observe"),
    path("changes/", views.change_list, name="change_list"),
    path("changes/add/", views.change_add, name="change_add"),
    path("changes/<int:change_id>/", views.change, name="change"),
    path("changes/answer/<str:change_token>/", views.change_answer, name="change_answer"),
    path("record/", views.record, name="record"),
    path("record/people/", views.agency_record, name="agency_record"),
    path("record/required/", views.requirement_list, name="requirement_list"),
    path("record/required/add/", views.requirement_add, name="requirement_add"),
    path(
        "record/required/<int:requirement_id>/end/", views.requirement_end, name="requirement_end"
    ),
    path("agency-training/", views.agency_training_list, name="agency_training_list"),
    path("agency-training/add/", views.agency_training_add, name="agency_training_add"),
    path("certificates/check/", views.certificate_check, name="certificate_check"),
    path("certificates/<int:certificate_id>/", views.certificate, name="certificate"),
    path(
        "certificates/<int:certificate_id>/paper/",
        views.certificate_paper,
        name="certificate_paper",
    ),
    path(
        "partnerships/<int:partnership_id>/certificates/",
        views.certificate_policy,
        name="certificate_policy",
    ),
    path("bookings/<int:booking_id>/mark/", views.mark, name="mark"),
    path("bookings/<int:booking_id>/correct/", views.mark_correct, name="mark_correct"),
    path("sessions/<int:session_id>/cancel/", views.cancel, name="cancel"),
    path("sessions/<int:session_id>/book/", views.book, name="book"),
    path("sessions/<int:session_id>/book/colleague/", views.book_colleague, name="book_colleague"),
    path("sessions/<int:session_id>/book/team/", views.team_add, name="team_add"),
    path("teams/<int:team_id>/", views.team, name="team"),
    path("teams/<int:team_id>/let-go/", views.team_let_go, name="team_let_go"),
    path("sessions/<int:session_id>/waiting/", views.waiting_list, name="waiting_list"),
    path("bookings/", views.agency_booking_list, name="agency_booking_list"),
    path("bookings/<int:booking_id>/", views.booking, name="booking"),
    path("bookings/<int:booking_id>/move/", views.booking_move, name="booking_move"),
    path(
        "bookings/<int:booking_id>/substitute/",
        views.booking_substitute,
        name="booking_substitute",
    ),
    path("approvals/", views.approval_list, name="approval_list"),
    path("approvals/<int:approval_id>/", views.approval_decide, name="approval_decide"),
    path("approve/<str:approval_token>/", views.approval, name="approval"),
    path("terms/<int:partnership_id>/<int:agency_id>/", views.agency_terms, name="agency_terms"),
    path("rules/", views.booking_rules_list, name="booking_rules_list"),
    path("rules/<int:partnership_id>/add/", views.booking_rules_add, name="booking_rules_add"),
    path("bookings/<int:booking_id>/details/", views.booking_details, name="booking_details"),
    path("bookings/<int:booking_id>/take/", views.booking_take, name="booking_take"),
    path("bookings/<int:booking_id>/give-up/", views.give_up, name="give_up"),
    path("mine/", views.my_training, name="my_training"),
    path("mine/<int:booking_id>/rate/", views.rate, name="rate"),
    path("evaluations/", views.evaluation_list, name="evaluation_list"),
    path("evaluations/<int:evaluation_round_id>/", views.evaluation_round, name="evaluation_round"),
    path("evaluations/words/", views.answer_list, name="answer_list"),
    path("evaluations/words/<int:answer_id>/", views.answer_code, name="answer_code"),
    path("evaluations/schedules/", views.evaluation_schedule_list, name="evaluation_schedule_list"),
    path(
        "evaluations/schedules/<int:evaluation_schedule_id>/",
        views.evaluation_schedule,
        name="evaluation_schedule",
    ),
    path(
        "evaluations/schedules/add/<int:partnership_id>/",
        views.evaluation_schedule_add,
        name="evaluation_schedule_add",
    ),
    path(
        "courses/<int:course_id>/evaluations/", views.course_evaluations, name="course_evaluations"
    ),
    path("evaluate/<str:evaluation_token>/", views.evaluate, name="evaluate"),
    path("reports/", views.report_list, name="report_list"),
    path("reports/add/", views.report_add, name="report_add"),
    path("reports/<int:training_report_id>/", views.report, name="report"),
    path("reports/<int:training_report_id>/paper/", views.report_paper, name="report_paper"),
    path("reports/<int:training_report_id>/read/", views.report_sign_off, name="report_sign_off"),
]
