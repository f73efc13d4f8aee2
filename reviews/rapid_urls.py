"""Addresses of rapid reviews, and of what agencies are asked."""

from django.urls import path

from reviews import views

urlpatterns = [
    path("<int:review_id>/rapid/open/", views.rapid_open, name="rapid_open"),
    path("rapid-rule/<int:partnership_id>/", views.rapid_rule, name="rapid_rule"),
    path("requests/", views.information_list, name="information_list"),
    path("participation/", views.participation_list, name="participation_list"),
    path("rapid/<int:rapid_id>/", views.rapid, name="rapid"),
    path("rapid/<int:rapid_id>/dates/", views.rapid_dates, name="rapid_dates"),
    path("rapid/<int:rapid_id>/not-met/", views.rapid_not_met, name="rapid_not_met"),
    path("rapid/<int:rapid_id>/asked/", views.rapid_asked, name="rapid_asked"),
    path("rapid/<int:rapid_id>/asked/add/", views.information_ask, name="information_ask"),
    path("rapid/<int:rapid_id>/chronology/", views.chronology_list, name="chronology_list"),
    path("rapid/<int:rapid_id>/sections/", views.rapid_sections, name="rapid_sections"),
    path(
        "rapid/<int:rapid_id>/sections/<int:rapid_section_id>/",
        views.rapid_section,
        name="rapid_section",
    ),
    path("rapid/<int:rapid_id>/criteria/", views.rapid_criteria, name="rapid_criteria"),
    path(
        "rapid/<int:rapid_id>/criteria/<int:criterion_test_id>/",
        views.rapid_criterion,
        name="rapid_criterion",
    ),
    path("rapid/<int:rapid_id>/safety/", views.safety, name="safety"),
    path("rapid/<int:rapid_id>/safety/add/", views.safety_add, name="safety_add"),
    path(
        "rapid/<int:rapid_id>/safety/<int:safety_action_id>/", views.safety_done, name="safety_done"
    ),
    path("rapid/<int:rapid_id>/meetings/", views.rapid_meetings, name="rapid_meetings"),
    path("rapid/<int:rapid_id>/meetings/add/", views.rapid_meeting_add, name="rapid_meeting_add"),
    path(
        "rapid/<int:rapid_id>/meetings/<int:rapid_meeting_id>/",
        views.rapid_meeting,
        name="rapid_meeting",
    ),
    path(
        "rapid/<int:rapid_id>/meetings/<int:rapid_meeting_id>/<int:attendance_id>/remove/",
        views.attendance_remove,
        name="attendance_remove",
    ),
    path("rapid/<int:rapid_id>/hold/", views.rapid_hold, name="rapid_hold"),
    path("rapid/<int:rapid_id>/decision/", views.rapid_local, name="rapid_local"),
    path("rapid/<int:rapid_id>/pack/", views.rapid_pack, name="rapid_pack"),
    path("rapid/<int:rapid_id>/pack/pdf/", views.rapid_pdf, name="rapid_pdf"),
    path("rapid/<int:rapid_id>/sign/", views.rapid_sign, name="rapid_sign"),
    path("rapid/<int:rapid_id>/to-partners/", views.rapid_submit, name="rapid_submit"),
    path("rapid/<int:rapid_id>/take-back/", views.rapid_take_back, name="rapid_take_back"),
    path("rapid/<int:rapid_id>/sign-off/", views.rapid_sign_off, name="rapid_sign_off"),
    path("rapid/<int:rapid_id>/sent/", views.rapid_sent, name="rapid_sent"),
    path("rapid/<int:rapid_id>/panel/", views.rapid_view, name="rapid_view"),
    path("rapid/<int:rapid_id>/final/", views.rapid_final, name="rapid_final"),
    path("rapid/<int:rapid_id>/reopen/", views.rapid_reopen, name="rapid_reopen"),
    path("requests/<int:information_id>/", views.information, name="information"),
    path("requests/<int:information_id>/send/", views.information_send, name="information_send"),
    path(
        "requests/<int:information_id>/entries/add/",
        views.information_entry_add,
        name="information_entry_add",
    ),
    path(
        "requests/<int:information_id>/entries/<int:chronology_entry_id>/remove/",
        views.information_entry_remove,
        name="information_entry_remove",
    ),
    path("requests/<int:information_id>/chase/", views.information_chase, name="information_chase"),
    path(
        "requests/<int:information_id>/withdraw/",
        views.information_withdraw,
        name="information_withdraw",
    ),
    path(
        "requests/<int:information_id>/give-back/",
        views.information_give_back,
        name="information_give_back",
    ),
]
