"""How records of reviews come in from elsewhere, and leave again."""

from reviews.importing import archive, files, learning

__all__ = ["archive", "files", "learning"]
