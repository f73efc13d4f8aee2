"""How records of training come in from elsewhere, and leave again."""

from training.importing import catalogue, origins

__all__ = ["catalogue", "origins"]
