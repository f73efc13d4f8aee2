from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import autodiscover_modules

from portal.logs import write_last_words

# What only workers or commands call: the words of the record that these declare are read on pages.
UNASKED = ("portal.outbox.keeping", "portal.packs.exporting", "portal.packs.importing")


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        """Load what apps declare: words of the record, keepers, clocks, moves, jobs, papers."""
        if settings.LOG_FORMAT == "json":
            write_last_words()
        for module in UNASKED:
            import_module(module)
        autodiscover_modules(
            "actions",
            "keepers",
            "access",
            "deadlines",
            "workflow",
            "tasks",
            "importing",
            "reporting",
            "files",
            "products",
            "feeds",
            "checks",
        )
