"""Packs: how records come in, and how they leave. Apps declare readers in `importing.py`."""

from portal.packs.readers import Column, Reader, readers, register

__all__ = ["Column", "Reader", "readers", "register"]
