"""allauth's decisions on second factors, taken as the portal takes them."""

from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from portal import keys

SITE = "Safeguarding partnership portal"


class FactorAdapter(DefaultMFAAdapter):
    """Keeps no secret in the clear, and takes no browser's word on who we are."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That did not work. Try again, or use another way",
    }

    def encrypt(self, text: str) -> str:
        """Seal whatever allauth keeps by itself. Our own secrets are bound to their person too."""
        return keys.seal(text, "allauth.mfa")

    def decrypt(self, encrypted_text: str) -> str:
        return keys.unseal(encrypted_text, "allauth.mfa")

    def get_totp_issuer(self) -> str:
        return SITE

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the configured address."""
        return {"id": urlsplit(settings.SITE_URL).hostname or "localhost", "name": SITE}
