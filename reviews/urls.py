"""Addresses of reviews."""

from django.urls import path

from reviews import learning_urls, rapid_urls, views

app_name = "reviews"
urlpatterns = [
    path("", views.review_list, name="review_list"),
    path("cases/", views.register, name="register"),
    path("referrals/", views.referral_list, name="referral_list"),
    path("referrals/add/", views.referral_add, name="referral_add"),
    path("emergency/", views.emergency_open, name="emergency_open"),
    path("emergencies/<int:review_emergency_id>/", views.emergency_review, name="emergency_review"),
    path("<int:review_id>/screening/", views.screening, name="screening"),
    path("<int:review_id>/screen-again/", views.screen_again, name="screen_again"),
    path("<int:review_id>/incident/", views.incident_edit, name="incident_edit"),
    path("<int:review_id>/notifications/add/", views.notification_add, name="notification_add"),
    path("<int:review_id>/children/add/", views.child_add, name="child_add"),
    path("<int:review_id>/children/<int:child_id>/", views.child_edit, name="child_edit"),
    path("<int:review_id>/children/<int:child_id>/identity/", views.identity, name="identity"),
    path(
        "<int:review_id>/children/<int:child_id>/identity/seal/",
        views.identity_seal,
        name="identity_seal",
    ),
    path("<int:review_id>/let-in-agency/", views.let_in_agency, name="let_in_agency"),
    path(
        "agency-grants/<int:review_agency_grant_id>/end/",
        views.end_agency_grant,
        name="end_agency_grant",
    ),
    path("<int:review_id>/", views.review, name="review"),
    path("figures/", views.figures_start, name="figures_start"),
    path("figures/<int:partnership_id>/", views.figures, name="figures"),
    path(
        "figures/<int:partnership_id>/learning/",
        views.learning_summary,
        name="learning_summary",
    ),
    path("national/", views.national_list, name="national_list"),
    path("national/add/", views.national_add, name="national_add"),
    path("national/<int:national_id>/", views.national, name="national"),
    path("national/<int:national_id>/edit/", views.national_edit, name="national_edit"),
    path("national/<int:national_id>/reply/", views.national_reply, name="national_reply"),
    path("national/<int:national_id>/recommendations/add/", views.gap_add, name="gap_add"),
    path("national/recommendations/<int:gap_id>/", views.gap, name="gap"),
    path("national/recommendations/<int:gap_id>/action/", views.gap_action, name="gap_action"),
    path("add/", views.review_add, name="review_add"),
    path("<int:review_id>/correct/", views.review_correct, name="review_correct"),
    path("<int:review_id>/themes/", views.review_themes, name="review_themes"),
    path("<int:review_id>/set/", views.thematic_files, name="thematic_files"),
    path("<int:review_id>/common/", views.thematic_themes, name="thematic_themes"),
    path("set/<int:thematic_file_id>/", views.thematic_file_remove, name="thematic_file_remove"),
    path("common/<int:common_theme_id>/", views.common_theme_remove, name="common_theme_remove"),
    path("<int:review_id>/contribution/", views.contribution, name="contribution"),
    path(
        "<int:review_id>/contribution/outcome/",
        views.contribution_outcome,
        name="contribution_outcome",
    ),
    path("<int:review_id>/occasion/", views.occasion, name="occasion"),
    path("<int:review_id>/related/add/", views.related_add, name="related_add"),
    path("related/<int:related_review_id>/remove/", views.related_remove, name="related_remove"),
    path("handovers/", views.handover_list, name="handover_list"),
    path("handovers/<int:handover_id>/", views.handover, name="handover"),
    path(
        "handovers/<int:handover_id>/take-back/",
        views.handover_take_back,
        name="handover_take_back",
    ),
    path("<int:review_id>/hand-over/", views.handover_offer, name="handover_offer"),
    path("<int:review_id>/conflict/", views.declare_conflict, name="declare_conflict"),
    path("<int:review_id>/agencies/", views.shut_out_agency, name="shut_out_agency"),
    path("<int:review_id>/let-in/", views.let_in, name="let_in"),
    path("<int:review_id>/share-learning/", views.share_learning, name="share_learning"),
    path("<int:review_id>/plan/", views.plan_publication, name="plan_publication"),
    path("<int:review_id>/copies/", views.record_copies, name="record_copies"),
    path("<int:review_id>/publication/", views.record_publication, name="record_publication"),
    path("grants/<int:review_grant_id>/end/", views.end_grant, name="end_grant"),
    path("conflicts/<int:review_conflict_id>/lift/", views.lift_conflict, name="lift_conflict"),
    path("local/<int:local_review_id>/", views.local_review, name="local_review"),
    path("<int:review_id>/local/decide/", views.local_decide, name="local_decide"),
    path(
        "local/<int:local_review_id>/commission/", views.local_commission, name="local_commission"
    ),
    path("local/<int:local_review_id>/begin/", views.local_begin, name="local_begin"),
    path("local/<int:local_review_id>/pause/", views.local_pause, name="local_pause"),
    path("local/<int:local_review_id>/resume/", views.local_resume, name="local_resume"),
    path("local/<int:local_review_id>/delay/", views.local_delay, name="local_delay"),
    path("local/<int:local_review_id>/scrutiny/", views.local_scrutiny, name="local_scrutiny"),
    path(
        "local/<int:local_review_id>/agencies/", views.local_ask_agencies, name="local_ask_agencies"
    ),
    path("local/<int:local_review_id>/reviewer/", views.local_reviewer, name="local_reviewer"),
    path("local/<int:local_review_id>/key-lines/", views.local_key_lines, name="local_key_lines"),
    path(
        "local/<int:local_review_id>/progress/", views.local_ask_progress, name="local_ask_progress"
    ),
    path("reviewers/<int:reviewer_id>/end/", views.reviewer_end, name="reviewer_end"),
    path("key-lines/<int:key_line_id>/drop/", views.key_line_drop, name="key_line_drop"),
    path("progress/<int:progress_request_id>/", views.progress_answer, name="progress_answer"),
    path(
        "declarations/<int:agency_declaration_id>/",
        views.agency_declaration,
        name="agency_declaration",
    ),
    path("local/<int:local_review_id>/contacts/", views.local_contacts, name="local_contacts"),
    path("local/<int:local_review_id>/drafts/", views.local_draft_add, name="local_draft_add"),
    path(
        "local/<int:local_review_id>/moves/<str:local_move>/", views.local_move, name="local_move"
    ),
    path("drafts/<int:draft_id>/", views.draft, name="draft"),
    path("drafts/<int:draft_id>/read/", views.draft_read, name="draft_read"),
    path("comments/<int:draft_comment_id>/", views.comment_answer, name="comment_answer"),
    path("publications/<int:publication_id>/", views.publication, name="publication"),
    path(
        "publications/<int:publication_id>/report/",
        views.publication_report,
        name="publication_report",
    ),
    path(
        "publications/<int:publication_id>/learning/",
        views.publication_learning,
        name="publication_learning",
    ),
    path(
        "publications/<int:publication_id>/anonymity/",
        views.anonymity_check,
        name="anonymity_check",
    ),
    path(
        "publications/<int:publication_id>/anonymity/accept/",
        views.anonymity_accept,
        name="anonymity_accept",
    ),
    path(
        "publications/<int:publication_id>/sign/", views.publication_sign, name="publication_sign"
    ),
    path(
        "publications/<int:publication_id>/outcome/",
        views.publication_outcome,
        name="publication_outcome",
    ),
    path(
        "publications/<int:publication_id>/take-up/",
        views.publication_take_up,
        name="publication_take_up",
    ),
    path(
        "publications/<int:publication_id>/withdraw/",
        views.publication_withdraw,
        name="publication_withdraw",
    ),
    path("published/", views.published_list, name="published_list"),
    path("published/<int:published_id>/", views.published, name="published"),
    path(
        "published/<int:published_id>/<str:paper>.pdf", views.published_file, name="published_file"
    ),
]
urlpatterns += rapid_urls.urlpatterns
urlpatterns += learning_urls.urlpatterns
