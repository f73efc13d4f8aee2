"""How a second factor is proved, how long it counts, and how long somebody may stay signed in."""

from datetime import timedelta

from portal.settings.ground import PRODUCTION, SECRET_KEY, env, required

# The key ring: long random texts, the newest first. See docs/security/keys.md.
FIELD_KEYS = env.list("FIELD_KEYS", default=[])
if PRODUCTION:
    required("FIELD_KEYS", "long random texts, the newest first, that seal what is kept secret")
FIELD_KEYS = FIELD_KEYS or [f"only for trying: {SECRET_KEY}"]

PROOF_LASTS = timedelta(minutes=env.int("PROOF_MINUTES", default=15))
# Signed out after so long without a sign of life, and after so long in any case.
IDLE_RESTRICTED = timedelta(minutes=env.int("IDLE_MINUTES_RESTRICTED", default=15))
IDLE = timedelta(minutes=env.int("IDLE_MINUTES", default=60))
LONGEST_SITTING = timedelta(hours=env.int("LONGEST_SITTING_HOURS", default=8))

MFA_ADAPTER = "portal.proof.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 0
MFA_TRUST_ENABLED = False
MFA_FORMS = {
    "authenticate": "portal.proof.forms.CodeForm",
    "authenticate_webauthn": "portal.proof.forms.PasskeyForm",
    "login_webauthn": "portal.proof.forms.PasskeySignInForm",
}
