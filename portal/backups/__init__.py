"""Copies of everything a partnership keeps here, and the proof that they can be restored."""
