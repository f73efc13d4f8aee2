from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import autodiscover_modules

from portal.logs import write_last_words


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        """Load what apps declare: keepers, clocks, moves, jobs, pack readers, papers, files."""
        if settings.LOG_FORMAT == "json":
            write_last_words()
        autodiscover_modules(
            "keepers",
            "access",
            "deadlines",
            "workflow",
            "tasks",
            "importing",
            "reporting",
            "files",
            "feeds",
        )
