"""Filling in the forms of a rapid review: what is sent, what is refused, nothing typed lost."""

from django.urls import reverse

from reviews.models import RapidReview


def at(name, thing, **more):
    parameter = "rapid_id" if isinstance(thing, RapidReview) else "information_id"
    return reverse(f"reviews:{name}", kwargs={parameter: thing.pk, **more})


def boxes(name, day):
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def text(response):
    return " ".join(response.content.decode().split())


def sent(browser, address, **facts):
    """The page after a form that was in order."""
    response = browser.post(address, facts, follow=True)
    assert response.status_code == 200, response.context["form"].errors
    assert response.redirect_chain
    return text(response)


def refused(browser, address, **facts):
    """The page that says what is wrong; nothing typed is lost."""
    response = browser.post(address, facts)
    assert response.status_code == 422
    for name, value in facts.items():
        if isinstance(value, str) and value and name not in ("seen", "outcome", "presence"):
            assert value in response.content.decode(), name
    return text(response)
