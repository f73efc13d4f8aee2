"""What must be so before real records go in: asked by `manage.py check --deploy`.

Django's own deploy checks accept a wildcard host, one second of HSTS and a cache nobody shares.
"""

from portal.checks import browser, engines, identity, keeping, publishing
from portal.checks.demands import demands

__all__ = ["browser", "demands", "engines", "identity", "keeping", "publishing"]
