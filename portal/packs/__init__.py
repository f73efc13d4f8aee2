"""Packs: how records come in, and how they leave. Apps declare readers in `importing.py`."""

from portal.packs.readers import Column, Reader, register

__all__ = ["Column", "Reader", "register"]
