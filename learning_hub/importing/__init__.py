"""How the hub's records come in from elsewhere, and leave again."""

from learning_hub.importing import questionnaires, records

__all__ = ["questionnaires", "records"]
