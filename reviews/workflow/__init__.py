"""The moves of a case through its steps."""

from reviews.workflow.rapid import RAPID

__all__ = ["RAPID"]
