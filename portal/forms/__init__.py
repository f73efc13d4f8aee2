"""How every form of the portal looks, speaks and reads a date."""

from portal.forms.dates import DateBoxes, DateField
from portal.forms.fields import BoundField, Renderer
from portal.forms.paragraphs import paragraph
from portal.forms.times import TimeField
from portal.forms.unseen import EmailField, seen

__all__ = [
    "BoundField",
    "DateBoxes",
    "DateField",
    "EmailField",
    "Renderer",
    "TimeField",
    "paragraph",
    "seen",
]
