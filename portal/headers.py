"""Headers that every answer carries. The content security policy is set by django-csp."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
OWN = ("publickey-credentials-create", "publickey-credentials-get")  # passkeys
PERMISSIONS_POLICY = ", ".join(
    [f"{feature}=()" for feature in FEATURES] + [f"{feature}=(self)" for feature in OWN]
)
NEVER_KEPT = "no-store, private"
# Django sets the last four on what it answers; not on what it refuses before it comes so far.
ALWAYS = {
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class HeadersMiddleware:
    """Shuts what the portal does not use, and keeps signed-in pages out of every cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then add what is missing."""
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if not is_for_everybody(response):
            patch_vary_headers(response, ["HX-Request", "Cookie"])
            if is_nobodys_to_keep(request, response):
                response.headers["Cache-Control"] = NEVER_KEPT
        if signs_out(request):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


def is_nobodys_to_keep(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether it was made for one person. After a failure nobody is looked up to find out."""
    if "no-store" in response.headers.get("Cache-Control", ""):
        return False  # the view has said so, and a probe must not ask the database
    return response.status_code >= 500 or is_signed_in(request)


def is_signed_in(request: HttpRequest) -> bool:
    """Whether the answer was made for one person. A failure before sign-in has no user."""
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


def is_for_everybody(response: HttpResponse) -> bool:
    """Whether the view itself said that anybody may keep this, as a stylesheet."""
    return "public" in response.headers.get("Cache-Control", "")


def signs_out(request: HttpRequest) -> bool:
    """Whether this request ended a session."""
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.url_name == "account_logout"
