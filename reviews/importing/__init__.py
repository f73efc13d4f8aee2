"""How records of reviews come in from elsewhere, and leave again."""

from reviews.importing import archive, files, kinds, learning, national, summaries

__all__ = ["archive", "files", "kinds", "learning", "national", "summaries"]
