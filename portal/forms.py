"""Stub until the furniture arrives."""

from django.forms import DateField as DateField
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Stub."""
