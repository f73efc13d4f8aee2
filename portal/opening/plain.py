"""Text and CSV: UTF-8, and nothing that a browser or a shell would take for something else."""

import re

from portal.opening.refused import Refused

NOT_UTF8 = "It is not saved as UTF-8. Save it again as UTF-8 (in Excel: CSV UTF-8), then select it."
NOT_TEXT = "It is not plain text inside. Save it as PDF, then select that."
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# What browsers look for when they guess a type, and how programs begin.
LOOKS_LIKE_MORE = re.compile(
    r"\s*(<(!doctype|html|head|body|script|iframe|svg|img|style|title|table|a|p|div|h1|br|!--|\?xml)"
    r"\b|%pdf|%!ps|#!|{\\rtf)",
    re.IGNORECASE,
)


def look_through(data: bytes) -> None:
    """Raise Refused unless this is text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as other:
        raise Refused(NOT_UTF8) from other
    if CONTROL.search(text) or LOOKS_LIKE_MORE.match(text):
        raise Refused(NOT_TEXT)
