"""How the portal looks to the person who reads it: name, colour and logo of a partnership."""

from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from partners.access import standing
from partners.access.footing import Home
from partners.models import Agency, Partnership
from portal import clock


@dataclass(frozen=True)
class Brand:
    """What the page furniture prints of a partnership. Without one, the portal's plain look."""

    name: str = "Safeguarding Partnership Portal"
    short_name: str = "Portal"
    theme_url: str = ""
    logo_url: str = ""


def brand(request: HttpRequest) -> dict[str, Any]:
    """Put `brand` before every template. The query waits until a template asks."""
    return {"brand": SimpleLazyObject(lambda: brand_of(partnership_for(request)))}


def names() -> list[str]:
    """Return what our partnerships and agencies are called, so that no password is only that."""
    partnerships = Partnership.objects.values_list("name", "short_name")
    agencies = Agency.objects.values_list("name", flat=True)
    return [*(name for pair in partnerships for name in pair), *agencies]


def partnership_for(request: HttpRequest) -> Home | None:
    """The partnership a person stands in, the longest lived first; else the first live one."""
    user: Any = getattr(request, "user", None)
    home = standing(user).home if user is not None else None
    if home is not None:
        return home
    live = Partnership.objects.live(clock.today()).order_by("live_from", "pk")
    first = live.values_list(*Home._fields).first()
    return Home(*first) if first else None


def brand_of(partnership: Home | Partnership | None) -> Brand:
    if partnership is None:
        return Brand()
    theme = reverse("partners:theme", kwargs={"partnership_id": partnership.pk})
    logo = reverse("partners:logo", kwargs={"partnership_id": partnership.pk})
    return Brand(
        name=partnership.name,
        short_name=partnership.short_name,
        # What changes is in the address: a long-lived copy of sheet or logo is harmless.
        theme_url=f"{theme}?{partnership.colour.removeprefix('#')}",
        logo_url=f"{logo}?{Path(str(partnership.logo)).stem}" if partnership.logo else "",
    )


def logo_of(partnership: Partnership) -> bytes:
    """The logo as it was drawn anew when it came; nothing when there is none on storage."""
    if not partnership.logo:
        return b""
    try:
        with default_storage.open(str(partnership.logo), "rb") as stored:
            picture: bytes = stored.read()
    except OSError:
        return b""
    return picture


def logo_on_paper(partnership: Partnership) -> str:
    """The logo inside its own address: the press opens no other."""
    picture = logo_of(partnership)
    return f"data:image/png;base64,{b64encode(picture).decode()}" if picture else ""
