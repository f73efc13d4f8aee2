"""Addresses of the learning hub."""

from django.urls import path

from learning_hub import views

app_name = "learning_hub"
POINT = "points/<int:learning_point_id>/"
urlpatterns = [
    path("", views.learning_list, name="learning_list"),
    path("points/add/", views.learning_add, name="learning_add"),
    path(POINT, views.learning_point, name="learning_point"),
    path(f"{POINT}edit/", views.learning_edit, name="learning_edit"),
    path(f"{POINT}check/", views.learning_check, name="learning_check"),
    path(f"{POINT}share/", views.learning_share, name="learning_share"),
    path(f"{POINT}send-back/", views.learning_send_back, name="learning_send_back"),
    path(
        "recommendations/<int:recommendation_id>/answer/",
        views.recommendation_answer,
        name="recommendation_answer",
    ),
    path("audits/", views.audit_list, name="audit_list"),
    path("audits/<int:audit_id>/", views.audit, name="audit"),
    path("cycles/", views.cycle_list, name="cycle_list"),
    path("cycles/<int:cycle_id>/", views.cycle, name="cycle"),
    path("stages/<int:stage_id>/close/", views.stage_close, name="stage_close"),
    path("resources/", views.resource_list, name="resource_list"),
    path("resources/<int:resource_id>/", views.resource, name="resource"),
    path("indicators/", views.indicator_list, name="indicator_list"),
    path("indicators/<int:indicator_id>/", views.indicator, name="indicator"),
    path("indicators/<int:indicator_id>/values.csv", views.indicator_csv, name="indicator_csv"),
]
