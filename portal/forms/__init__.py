"""How every form of the portal looks, speaks and reads a date."""

from portal.forms.dates import DateBoxes, DateField
from portal.forms.fields import BoundField, Renderer
from portal.forms.paragraphs import paragraph
from portal.forms.times import TimeField

__all__ = ["BoundField", "DateBoxes", "DateField", "Renderer", "TimeField", "paragraph"]
