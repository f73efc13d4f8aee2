"""Packs: how records come in, and how they leave. Apps declare readers in `importing.py`."""

from portal.packs.readers import POINTED_AT, Column, Reader, register

__all__ = ["POINTED_AT", "Column", "Reader", "register"]
