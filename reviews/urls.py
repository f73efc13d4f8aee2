"""Addresses of reviews."""

from django.urls import path

from reviews import views

app_name = "reviews"
urlpatterns = [
    path("", views.review_list, name="review_list"),
    path("<int:review_id>/", views.review, name="review"),
    path("<int:review_id>/conflict/", views.declare_conflict, name="declare_conflict"),
    path("<int:review_id>/agencies/", views.shut_out_agency, name="shut_out_agency"),
    path("<int:review_id>/let-in/", views.let_in, name="let_in"),
    path("<int:review_id>/share-learning/", views.share_learning, name="share_learning"),
    path("<int:review_id>/plan/", views.plan_publication, name="plan_publication"),
    path("<int:review_id>/copies/", views.record_copies, name="record_copies"),
    path("<int:review_id>/publication/", views.record_publication, name="record_publication"),
    path("grants/<int:review_grant_id>/end/", views.end_grant, name="end_grant"),
    path("conflicts/<int:review_conflict_id>/lift/", views.lift_conflict, name="lift_conflict"),
]
