"""The seal of what people put their names to: it says how a paper read when it was signed."""

import hashlib
import json
from typing import Any


def seal_of(told: dict[str, Any]) -> str:
    """The SHA-256 of a paper in one fixed spelling: the same while it tells the same."""
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
