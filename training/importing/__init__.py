"""How records of training come in from elsewhere, and leave again."""

from training.importing import catalogue

__all__ = ["catalogue"]
