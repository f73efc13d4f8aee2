"""What pages on second factors and sessions say of browsers, and to them."""

import json
from typing import Any

from django import template

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    return json.dumps(value)


# The order matters: most browsers also claim to be the ones below them.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Chrom": "Chrome",
    "Firefox": "Firefox",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


@register.filter
def device(user_agent: str) -> str:
    """Name a browser and its system as people do."""
    browser = next((said for mark, said in BROWSERS.items() if mark in user_agent), "A browser")
    system = next((said for mark, said in SYSTEMS.items() if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser
