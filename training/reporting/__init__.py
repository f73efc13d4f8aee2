"""What others may count of training."""

from training.reporting.chapter import SURPLUS, chapter, delivered, figures, listings

__all__ = ["SURPLUS", "chapter", "delivered", "figures", "listings"]
