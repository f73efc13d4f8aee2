"""How the portal looks: colour and logo, open to anybody."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.templatetags.static import static

from partners import access, brand
from portal.access import public
from portal.http import PortalRequest

A_YEAR = 365 * 24 * 3600


@public("GET")
def theme(request: PortalRequest, partnership_id: int) -> HttpResponse:
    """The partnership's colour as a style sheet: our pages carry no style of their own."""
    partnership = get_object_or_404(access.brands(), pk=partnership_id)
    colour = partnership.colour
    text = f":root {{\n  --govuk-brand-colour: {colour};\n  --app-brand: {colour};\n}}\n"
    response = HttpResponse(text, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


@public("GET")
def logo(request: PortalRequest, partnership_id: int) -> HttpResponse:
    """The partnership's logo, or the portal's own mark where there is none.

    The one file shown inside a page: nothing but pixels, drawn by ourselves when it came.
    """
    partnership = get_object_or_404(access.brands(), pk=partnership_id)
    picture = brand.logo_of(partnership)
    if not picture:
        return redirect(static("icon.svg"))
    response = HttpResponse(picture, content_type="image/png")
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
