"""Addresses of the learning hub."""

from django.urls import path

from learning_hub import views

app_name = "learning_hub"
POINT = "points/<int:learning_point_id>/"
QUESTIONNAIRE = "questionnaires/<int:questionnaire_id>/"
VERSION = "questionnaires/versions/<int:questionnaire_version_id>/"
QUESTION = "questionnaires/questions/<int:question_id>/"
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
    path("told/", views.told, name="told"),
    path("indicators/", views.indicator_list, name="indicator_list"),
    path("indicators/<int:indicator_id>/", views.indicator, name="indicator"),
    path("indicators/<int:indicator_id>/values.csv", views.indicator_csv, name="indicator_csv"),
    path("questionnaires/", views.questionnaire_list, name="questionnaire_list"),
    path("questionnaires/add/", views.questionnaire_add, name="questionnaire_add"),
    path(QUESTIONNAIRE, views.questionnaire, name="questionnaire"),
    path(f"{QUESTIONNAIRE}start/", views.version_start, name="version_start"),
    path(VERSION, views.questionnaire_version, name="questionnaire_version"),
    path(f"{VERSION}preview/", views.version_preview, name="version_preview"),
    path(f"{VERSION}introduction/", views.version_intro, name="version_intro"),
    path(f"{VERSION}publish/", views.version_publish, name="version_publish"),
    path(f"{VERSION}discard/", views.version_discard, name="version_discard"),
    path(f"{VERSION}questions/add/", views.question_add, name="question_add"),
    path(f"{QUESTION}edit/", views.question_edit, name="question_edit"),
    path(f"{QUESTION}remove/", views.question_remove, name="question_remove"),
    path(f"{QUESTION}up/", views.question_up, name="question_up"),
    path(f"{QUESTION}down/", views.question_down, name="question_down"),
]
