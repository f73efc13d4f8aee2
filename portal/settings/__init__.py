"""Every setting, once. What differs between places comes from the environment."""

from portal.settings.ground import *  # isort: skip
from portal.settings.browser import *
from portal.settings.engines import *
from portal.settings.files import *
from portal.settings.house import *
from portal.settings.identity import *
from portal.settings.logs import *
from portal.settings.mail import *
from portal.settings.proof import *
from portal.settings.publishing import *
from portal.settings.sign_on import *
from portal.settings.site import *
