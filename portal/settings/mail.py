"""How messages leave the portal."""

from django.core.exceptions import ImproperlyConfigured

from portal.settings.ground import PRODUCTION, env, required

MAIL_RELAY = env.str("EMAIL_URL", default="") or "consolemail://"
if PRODUCTION:
    MAIL_RELAY = required("EMAIL_URL", "the mail relay, such as smtp+tls://user:password@host:587")
NOTIFY = MAIL_RELAY.startswith("notify:")
RELAYS = ("django.core.mail.backends.smtp.EmailBackend", "portal.outbox.notify.EmailBackend")
EMAIL_CONFIG = {"EMAIL_BACKEND": RELAYS[1]} if NOTIFY else env.email_url_config(MAIL_RELAY)
if NOTIFY:
    NOTIFY_API_KEY = required("NOTIFY_API_KEY", "the key of your service at GOV.UK Notify")
    NOTIFY_TEMPLATE_ID = required(
        "NOTIFY_TEMPLATE_ID", "the template at GOV.UK Notify that is ((subject)) and ((body))"
    )
    NOTIFY_URL = env.str("NOTIFY_URL", default="https://api.notifications.service.gov.uk")
if PRODUCTION and EMAIL_CONFIG["EMAIL_BACKEND"] not in RELAYS:
    raise ImproperlyConfigured(
        "EMAIL_URL names no mail relay. E-mails hold links that set a new password, and would be "
        "kept on this machine: give an address that begins with smtp+tls://, or notify://."
    )
vars().update(EMAIL_CONFIG)
# A mail server that does not answer must not hold a worker.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)
# How long a sender may take over one notice before another takes it over.
OUTBOX_LEASE_SECONDS = env.int("OUTBOX_LEASE_SECONDS", default=300)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portal@localhost")
SITE_URL = env.str("SITE_URL", default="http://localhost:8000")
