"""How records of reviews come in from elsewhere, and leave again."""

from reviews.importing import archive

__all__ = ["archive"]
