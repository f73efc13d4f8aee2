"""Addresses of partners."""

from django.urls import URLPattern, URLResolver, include, path

from partners.views import (
    access_reviews,
    accounts,
    agencies,
    claims,
    domains,
    groups,
    invitations,
    look,
    owed,
    partnership,
    people,
    plans,
)

app_name = "partners"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", partnership.partnership_list, name="partnership_list"),
    path("<int:partnership_id>/", partnership.partnership, name="partnership"),
    path("<int:partnership_id>/settings/", partnership.partnership_edit, name="partnership_edit"),
    path("<int:partnership_id>/theme.css", look.theme, name="theme"),
    path("<int:partnership_id>/logo", look.logo, name="logo"),
    path("<int:partnership_id>/roles/", people.role_list, name="role_list"),
    path("agencies/", agencies.agency_list, name="agency_list"),
    path("agencies/<int:agency_id>/", agencies.agency, name="agency"),
    path("statements/<int:statement_id>/", agencies.statement, name="statement"),
    path("posts/", agencies.who_held, name="who_held"),
    path("groups/", groups.group_list, name="group_list"),
    path("groups/<int:group_id>/", groups.group, name="group"),
    path("meetings/<int:meeting_id>/papers/", groups.meeting_papers, name="meeting_papers"),
    path("priorities/", plans.priority_list, name="priority_list"),
    path("milestones/", plans.milestone_list, name="milestone_list"),
    path("money/", plans.money, name="money"),
    path("consultations/", partnership.consultation_list, name="consultation_list"),
    path("actions/", owed.action_list, name="action_list"),
    path("actions/add/", owed.action_add, name="action_add"),
    path("actions/<int:action_id>/", owed.action, name="action"),
    path("actions/<int:action_id>/notes/", owed.action_note, name="action_note"),
    path("actions/<int:action_id>/moves/", owed.action_move, name="action_move"),
]

join = [
    path("my-agencies/", claims.my_agencies, name="my_agencies"),
    path("my-agencies/ask/", claims.claim_add, name="claim_add"),
    path("my-agencies/<int:claim_id>/take-back/", claims.claim_take_back, name="claim_take_back"),
    path("invitations/<str:invitation_token>/", invitations.invitation, name="invitation"),
    path(
        "invitations/<str:invitation_token>/accept/",
        invitations.invitation_accept,
        name="invitation_accept",
    ),
    path(
        "invitations/<str:invitation_token>/decline/",
        invitations.invitation_decline,
        name="invitation_decline",
    ),
]
keep = [
    path("", people.person_list, name="person_list"),
    path("<int:person_id>/", people.person, name="person"),
    path("<int:person_id>/give/", people.standing_give, name="standing_give"),
    path("<int:person_id>/left/", people.person_left, name="person_left"),
    path("<int:person_id>/close/", accounts.account_close, name="account_close"),
    path("<int:person_id>/reopen/", accounts.account_reopen, name="account_reopen"),
    path("<int:person_id>/second-factor/", accounts.factor_reset, name="factor_reset"),
    path("<int:person_id>/sessions/", accounts.sessions_end, name="sessions_end"),
    path("roles/<int:standing_id>/end/", people.standing_end, name="standing_end"),
    path("invite/", invitations.invite, name="invite"),
    path("invitations/", invitations.invitation_list, name="invitation_list"),
    path(
        "invitations/<int:invitation_id>/withdraw/",
        invitations.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path(
        "invitations/<int:invitation_id>/send-again/",
        invitations.invitation_resend,
        name="invitation_resend",
    ),
    path("requests/", claims.claim_list, name="claim_list"),
    path("requests/<int:claim_id>/", claims.claim, name="claim"),
    path("requests/<int:claim_id>/confirm/", claims.claim_confirm, name="claim_confirm"),
    path("requests/<int:claim_id>/refuse/", claims.claim_refuse, name="claim_refuse"),
    path("domains/", domains.domain_list, name="domain_list"),
    path("domains/add/", domains.domain_add, name="domain_add"),
    path("domains/<int:domain_id>/remove/", domains.domain_remove, name="domain_remove"),
    path("access-reviews/", access_reviews.access_review_list, name="access_review_list"),
    path("access-reviews/start/", access_reviews.access_review_start, name="access_review_start"),
    path(
        "access-reviews/<int:access_review_id>/",
        access_reviews.access_review,
        name="access_review",
    ),
    path(
        "access-reviews/<int:access_review_id>/close/",
        access_reviews.access_review_close,
        name="access_review_close",
    ),
    path(
        "access-reviews/lines/<int:access_review_line_id>/",
        access_reviews.access_review_answer,
        name="access_review_answer",
    ),
]
urlpatterns += [*join, path("people/", include(keep))]
