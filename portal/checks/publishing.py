"""What the law wants visitors to be told: accessibility, privacy, whom to ask."""

from django.conf import settings

from portal.checks.demands import demand


@demand(
    "portal.publishing.privacy",
    "The privacy notice does not yet say who answers for people's data.",
    "Set ORGANISATION, CONTACT_EMAIL, DPO_EMAIL and ICO_NUMBER.",
)
def privacy() -> bool:
    told = settings.PUBLISHER
    return all(told[name] for name in ("organisation", "contact", "dpo", "ico"))


@demand(
    "portal.publishing.accessibility",
    "The accessibility statement does not say when the portal was last reviewed.",
    "Set ACCESSIBILITY_REVIEWED_ON to the date of your last review, such as 2026-11-20.",
)
def accessibility() -> bool:
    return settings.PUBLISHER["reviewed_on"] is not None
