"""What is written down about the running of the portal."""

from portal.logs import logging_settings
from portal.settings.ground import PRODUCTION, env

LOG_FORMAT = env.str("LOG_FORMAT", default="json" if PRODUCTION else "plain")
LOGGING = logging_settings(LOG_FORMAT, env.str("LOG_LEVEL", default="WARNING"))
DEFAULT_EXCEPTION_REPORTER_FILTER = "portal.faults.NothingSaid"
