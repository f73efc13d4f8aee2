"""The renderer of every form, and what a field knows about its own looks."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.forms.renderers import TemplatesSetting
from django.utils.functional import cached_property

from portal.forms import wording

CLASSES = {
    "text": "govuk-input",
    "email": "govuk-input",
    "url": "govuk-input",
    "tel": "govuk-input",
    "search": "govuk-input",
    "number": "govuk-input",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "file": "govuk-file-upload",
    "select": "govuk-select",
    "checkbox": "govuk-checkboxes__input",
}
PICKED_ONE_BY_ONE = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.MultiWidget)


def family(widget: forms.Widget) -> str:
    """Return the key of `CLASSES` for a widget; empty where the widget's own template decides."""
    if isinstance(widget, PICKED_ONE_BY_ONE):
        return ""
    return str(getattr(widget, "input_type", "") or "")


class InOneGo(ModelChoiceIterator):  # type: ignore[type-arg]
    """The rows to choose from, in one answer: Django opens a cursor and asks three times."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for row in self.queryset.all():
            yield self.choice(row)


class BoundField(forms.BoundField):
    """A field on a page: its classes, its words, and where a link to it should land."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        wording.speak(field, str(self.label))
        if isinstance(field, forms.ModelChoiceField):
            field.iterator = InOneGo
            field.widget.choices = field.choices

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Add the house's classes to whatever the form asked for."""
        built = super().build_widget_attrs(attrs, widget)
        # A browser's own bubble would come before our sentence, and a screen reader would call
        # an empty box wrong before anybody has typed.
        built.pop("required", None)
        widget = widget or self.field.widget
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            built.pop("aria-invalid", None)  # it is the question that is wrong, not each choice
        if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == "10":
            built["rows"] = "5"
        classes = self.house_classes(widget)
        if classes:
            asked = widget.attrs.get("class", "")
            built["class"] = " ".join(filter(None, (classes, asked)))
        return built

    def house_classes(self, widget: forms.Widget) -> str:
        """Return the classes for this widget and for its present state."""
        classes = CLASSES.get(family(widget), "")
        if isinstance(widget, forms.Textarea):
            classes = "govuk-textarea"
            if self.counts_characters:
                classes += " govuk-js-character-count"
        if classes and self.errors and family(widget) != "checkbox":
            classes += f" {classes.split()[0]}--error"
        return classes

    @property
    def counts_characters(self) -> bool:
        """Whether the page says how many characters are left."""
        return isinstance(self.field.widget, forms.Textarea) and bool(self.longest)

    @property
    def longest(self) -> int | None:
        """Return the number of characters that fit, when there is a limit."""
        limit: int | None = getattr(self.field, "max_length", None)
        return limit

    @property
    def module(self) -> str:
        """Return the name of the script that helps with the whole question, if one does."""
        if self.counts_characters:
            return "govuk-character-count"
        return "govuk-password-input" if self.is_password else ""

    @property
    def is_tick_box(self) -> bool:
        """Whether the label follows its one box."""
        return family(self.field.widget) == "checkbox"

    @property
    def is_file(self) -> bool:
        """Whether the field takes a file."""
        return family(self.field.widget) == "file"

    @property
    def is_password(self) -> bool:
        """Whether what is typed is hidden until asked for."""
        return family(self.field.widget) == "password"

    @cached_property
    def first_id(self) -> str:
        """Return the id of the box that a line of the error summary leads to."""
        if isinstance(self.field.widget, PICKED_ONE_BY_ONE):
            return f"{self.auto_id}_{self.wrong_part}"
        return str(self.id_for_label)

    @property
    def wrong_part(self) -> int:
        """Return the number of the first box that is wrong, counted from 0."""
        for error in self.errors.as_data():
            return int((error.params or {}).get("part", 0))
        return 0


class Renderer(TemplatesSetting):
    """Named once, in `FORM_RENDERER`: no form says how it is drawn."""

    form_template_name = "parts/form.html"
    field_template_name = "parts/field.html"
    bound_field_class = BoundField
