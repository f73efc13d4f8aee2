"""Signing in with an agency's own account."""

from portal.accounts.tenancy import tenants
from portal.settings.ground import PRODUCTION, env

SIGN_ON_TENANTS = tenants(env.str("SIGN_ON_TENANTS", default="[]"), PRODUCTION)
# A form of ours may lead on to these, and nowhere else: Chromium asks at every redirect.
SIGN_ON_ORIGINS = sorted({tenant.origin for tenant in SIGN_ON_TENANTS})
SOCIALACCOUNT_ADAPTER = "portal.accounts.tenant_adapter.TenantAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_LOGIN_ON_GET = False
