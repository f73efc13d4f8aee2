"""Who runs this portal and answers for it: printed on the pages about privacy and accessibility."""

from datetime import date

from portal.settings.ground import env


def day(name: str) -> date | None:
    """A date such as 2026-11-20; none while it is not set."""
    written = env.str(name, default="")
    return date.fromisoformat(written) if written else None


PUBLISHER = {
    "organisation": env.str("ORGANISATION", default=""),
    "contact": env.str("CONTACT_EMAIL", default=""),
    "phone": env.str("CONTACT_PHONE", default=""),
    "dpo": env.str("DPO_EMAIL", default=""),
    "ico": env.str("ICO_NUMBER", default=""),
    "reviewed_on": day("ACCESSIBILITY_REVIEWED_ON"),
}
