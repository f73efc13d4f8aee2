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
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in FEATURES)
NEVER_KEPT = "no-store, private"


class HeadersMiddleware:
    """Shuts what the portal does not use, and keeps signed-in pages out of every cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then add what is missing."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not is_for_everybody(response):
            patch_vary_headers(response, ["HX-Request", "Cookie"])
            if is_signed_in(request):
                response.headers["Cache-Control"] = NEVER_KEPT
        if signs_out(request):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


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
