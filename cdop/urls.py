"""Addresses of child death review."""

from django.urls import path

from cdop import views

app_name = "cdop"
urlpatterns = [
    path("", views.death_list, name="death_list"),
    path("add/", views.death_add, name="death_add"),
    path("<int:death_id>/", views.death, name="death"),
    path("<int:death_id>/correct/", views.death_correct, name="death_correct"),
    path("<int:death_id>/conflict/", views.declare_conflict, name="declare_conflict"),
    path("<int:death_id>/agencies/", views.shut_out_agency, name="shut_out_agency"),
    path("<int:death_id>/meeting/", views.record_review_meeting, name="record_review_meeting"),
    path("<int:death_id>/review/", views.record_review, name="record_review"),
    path("<int:death_id>/share-learning/", views.share_learning, name="share_learning"),
    path("conflicts/<int:death_conflict_id>/lift/", views.lift_conflict, name="lift_conflict"),
    path("panel/", views.panel_meeting_list, name="panel_meeting_list"),
    path("panel/add/", views.panel_meeting_add, name="panel_meeting_add"),
    path("panel/<int:panel_meeting_id>/", views.panel_meeting, name="panel_meeting"),
    path("panel/<int:panel_meeting_id>/seat/", views.give_seat, name="give_seat"),
    path("panel/items/<int:panel_review_id>/", views.panel_conflict, name="panel_conflict"),
]
