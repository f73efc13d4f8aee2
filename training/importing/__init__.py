"""How records of training come in from elsewhere, and leave again."""

from training.importing import catalogue, origins, registers

__all__ = ["catalogue", "origins", "registers"]
