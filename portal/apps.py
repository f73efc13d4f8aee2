from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        """Load what apps declare: keepers, clocks, moves, jobs, pack readers, papers."""
        autodiscover_modules(
            "keepers", "access", "deadlines", "workflow", "tasks", "importing", "reporting"
        )
