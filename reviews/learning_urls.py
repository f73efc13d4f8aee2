"""Addresses of what became of a review: recommendations, assurance, impact, challenges."""

from django.urls import path

from reviews import views

RECOMMENDATION = "recommendations/<int:review_recommendation_id>/"
GIVEN = "recommendations/actions/<int:recommendation_action_id>/"
ASSURANCE = "assurance/<int:assurance_id>/"
urlpatterns = [
    path("<int:review_id>/learning/", views.chain, name="chain"),
    path("<int:review_id>/learning/begin/", views.learning_begin, name="learning_begin"),
    path("<int:review_id>/close/", views.review_close, name="review_close"),
    path("recommendations/", views.recommendation_list, name="recommendation_list"),
    path(
        "<int:review_id>/recommendations/add/", views.recommendation_add, name="recommendation_add"
    ),
    path(f"{RECOMMENDATION}edit/", views.recommendation_edit, name="recommendation_edit"),
    path(f"{RECOMMENDATION}decision/", views.recommendation_decide, name="recommendation_decide"),
    path(f"{RECOMMENDATION}action/", views.recommendation_action, name="recommendation_action"),
    path(f"{RECOMMENDATION}product/", views.product_add, name="product_add"),
    path(f"{RECOMMENDATION}impact/", views.impact_plan, name="impact_plan"),
    path(f"{GIVEN}confirm/", views.action_confirm, name="action_confirm"),
    path(f"{GIVEN}send-back/", views.action_send_back, name="action_send_back"),
    path(
        "recommendations/products/<int:recommendation_product_id>/remove/",
        views.product_remove,
        name="product_remove",
    ),
    path("impact/<int:impact_check_id>/", views.impact_record, name="impact_record"),
    path("assurance/", views.assurance_list, name="assurance_list"),
    path("<int:review_id>/assurance/ask/", views.assurance_ask, name="assurance_ask"),
    path(ASSURANCE, views.assurance, name="assurance"),
    path(f"{ASSURANCE}sign/", views.assurance_sign, name="assurance_sign"),
    path(f"{ASSURANCE}remind/", views.assurance_chase, name="assurance_chase"),
    path(f"{ASSURANCE}take-back/", views.assurance_withdraw, name="assurance_withdraw"),
    path(f"{ASSURANCE}judge/", views.assurance_judge, name="assurance_judge"),
    path("<int:review_id>/challenges/add/", views.challenge_add, name="challenge_add"),
    path("challenges/<int:challenge_id>/", views.challenge_answer, name="challenge_answer"),
    path("publications/<int:publication_id>/guide-sent/", views.guide_sent, name="guide_sent"),
]
