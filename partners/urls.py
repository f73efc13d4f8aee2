"""Addresses of partners."""

from django.urls import path

from partners.views import agencies, groups, look, owed, partnership, plans

app_name = "partners"
urlpatterns = [
    path("", partnership.partnership_list, name="partnership_list"),
    path("<int:partnership_id>/", partnership.partnership, name="partnership"),
    path("<int:partnership_id>/settings/", partnership.partnership_edit, name="partnership_edit"),
    path("<int:partnership_id>/theme.css", look.theme, name="theme"),
    path("<int:partnership_id>/logo", look.logo, name="logo"),
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
