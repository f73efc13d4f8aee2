"""What carries a recommendation into practice, and whether practice changed."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import products
from portal.access import door
from portal.http import PortalRequest
from portal.pages import posted, saying, sent, show
from reviews import access, actions
from reviews.forms import ImpactForm, ImpactPlanForm, ProductForm
from reviews.views.form_steps import step
from reviews.views.recommending import about, led


@door("GET", "POST", to=access.leads_reviews, proven=True)
def product_add(request: PortalRequest, review_recommendation_id: int) -> HttpResponse:
    found = led(request, review_recommendation_id)
    here = found.review.partnership_id
    offered = {kind: kind.rows(request.user, here) for kind in products.kinds.values()}
    form = ProductForm(posted(request), offered=offered)
    template = "reviews/product_add.html"

    def name(**facts: Any) -> None:
        actions.name_product(recommendation=found, by=request.user, **facts)

    try:
        said = "Named. It stands with the recommendation."
        return step(request, template, about(found), form, name, said=said, then=found)
    except actions.AlreadyNamed:
        form.add_error("subject", "This recommendation names it already. Select something else")
        return show(request, template, about(found), form=form)


@door("POST", to=access.leads_reviews, proven=True)
def product_remove(request: PortalRequest, recommendation_product_id: int) -> HttpResponse:
    product = get_object_or_404(access.led_products(request.user), pk=recommendation_product_id)
    with saying(request, "Taken out."):
        actions.remove_product(product=product, by=request.user)
    return redirect(product.recommendation)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def impact_plan(request: PortalRequest, review_recommendation_id: int) -> HttpResponse:
    found = led(request, review_recommendation_id)
    return step(
        request,
        "reviews/impact_plan.html",
        about(found),
        ImpactPlanForm(posted(request)),
        partial(actions.plan_impact_check, recommendation=found, by=request.user),
        said="Planned. The review leads are reminded before that day.",
        then=found,
    )


@door("GET", "POST", to=access.leads_reviews, proven=True)
def impact_record(request: PortalRequest, impact_check_id: int) -> HttpResponse:
    check = get_object_or_404(access.led_impact_checks(request.user), pk=impact_check_id)
    return step(
        request,
        "reviews/impact_record.html",
        about(check.recommendation, check=check),
        ImpactForm(*sent(request)),
        partial(actions.record_impact, check=check, by=request.user),
        said="What was found is recorded.",
        then=check.recommendation,
    )
