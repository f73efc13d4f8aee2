"""What an app declares: which file holds which model, and what each column means."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ImproperlyConfigured
from django.db import models

from portal.packs.kinds import KINDS
from portal.vague import PartialDateField

Check = Callable[[dict[str, Any]], Iterable[tuple[str, str]]]
ModelClass = type[models.Model]

POINTED_AT = "pointed at"

KIND_OF_FIELD: tuple[tuple[type[Any], str], ...] = (
    (models.ManyToManyField, "references"),
    (models.ForeignKey, "reference"),
    (PartialDateField, "partial date"),
    (models.DateTimeField, "moment"),
    (models.DateField, "date"),
    (models.BooleanField, "boolean"),
    (models.DecimalField, "decimal"),
    (models.IntegerField, "integer"),
    (ArrayField, "list"),
    (models.JSONField, "json"),
)


@dataclass(frozen=True, eq=False)
class Column:
    """One column of a file. What is not said here is read from the field of the model.

    `to` names the model a reference points at. `help` is printed in docs/packs.md. `when_new`: read
    for rows that are new; what the portal says of a row it knows stays.
    """

    name: str
    kind: str = ""
    to: ModelClass | str | None = None
    field: str = ""
    required: bool | None = None
    max_length: int | None = None
    choices: Iterable[Any] | None = None
    help: str = ""
    when_new: bool = False


class Rule:
    """A column together with the field it fills."""

    def __init__(self, column: Column, model: ModelClass) -> None:
        self.name = column.name
        self.help = column.help
        self.when_new = column.when_new
        self.declared = column
        field = model._meta.get_field(column.field or column.name)
        if not isinstance(field, models.Field):
            raise ImproperlyConfigured(f"{column.name} is not a column of {model.__name__}.")
        self.field: models.Field[Any, Any] = field
        self.kind = column.kind or self.natural_kind()
        if self.kind not in KINDS:
            raise ImproperlyConfigured(f"{column.name} has the unknown kind {self.kind!r}.")

    def natural_kind(self) -> str:
        if self.field.choices:
            return "choice"
        return next((kind for cls, kind in KIND_OF_FIELD if isinstance(self.field, cls)), "text")

    @property
    def required(self) -> bool:
        if self.declared.required is not None:
            return self.declared.required
        field = self.field
        return not (field.null or field.blank or field.has_default() or field.many_to_many)

    @property
    def nullable(self) -> bool:
        return self.field.null

    @property
    def max_length(self) -> int | None:
        return self.declared.max_length or self.field.max_length

    @cached_property
    def choices(self) -> tuple[str, ...]:
        said = self.declared.choices
        if said is not None:
            return tuple(str(value) for value in said)
        return tuple(str(value) for value, _ in self.field.flatchoices)

    @property
    def points(self) -> bool:
        return self.kind in ("reference", "references")

    @property
    def to(self) -> ModelClass:
        said = self.declared.to or self.field.related_model
        model = apps.get_model(said) if isinstance(said, str) else said
        if not model:
            raise ImproperlyConfigured(f"{self.name} does not say which model it points to.")
        return model

    def blank(self) -> Any:
        """What an empty cell stands for."""
        if self.field.null:
            return None
        return self.field.get_default()


@dataclass(frozen=True, eq=False)
class Reader:
    """One file of a pack, row for row one model.

    `scope` is the lookup path from a row to its partnership and decides what leaves with it;
    None marks reference data that every partnership shares and takes along whole; `POINTED_AT`
    marks rows that leave only when another row that leaves points at them. A check takes a row
    as a dict by column (references as refs) and yields (column, sentence) for each fault.
    `role`: restricted records, for whoever also holds this role in the partnership.
    """

    file: str
    title: str
    model: ModelClass
    columns: tuple[Column, ...]
    scope: str | None = None
    checks: tuple[Check, ...] = ()
    role: str = ""

    @property
    def leads(self) -> str:
        """Who leads restricted records, in words."""
        return str(getattr(self.role, "label", self.role))

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(Rule(column, self.model) for column in self.columns)

    @cached_property
    def key(self) -> str:
        return key_of(self.model)

    @property
    def noun(self) -> str:
        return str(self.model._meta.verbose_name)


def key_of(model: ModelClass) -> str:
    """The natural key that refs are matched on: `ref`, or for people their e-mail address."""
    return str(getattr(model, "USERNAME_FIELD", "ref"))


registry: dict[str, Reader] = {}


def register(reader: Reader) -> Reader:
    """Make the file known. Two readers for one file would be a mistake of the house."""
    if reader.file in registry:
        raise ImproperlyConfigured(f"{reader.file} is declared twice.")
    registry[reader.file] = reader
    return reader


def declared() -> Mapping[str, Reader]:
    return registry


def reader_of(model: ModelClass) -> Reader | None:
    return next((reader for reader in registry.values() if reader.model is model), None)
