"""Makes a database larger by copying rows in bulk, whatever the tables are."""

from itertools import chain

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.db.models import UniqueConstraint

from portal.vague import PartialDateField
from tests.architecture.sources import APPS
from training.models import Booking, Session

# Who people are and where they stand stays as it is: the same person asks at every size.
# A place is taken on a session of its own: see `seat`.
STAYS = {
    "partners": {"area", "partnership", "partnershiparea", "agency", "standing", "post"},
    "training": {"booking"},
}
COPIED = [app for app in APPS if app not in ("portal", "demo")]


def copied() -> list[type[models.Model]]:
    every = chain.from_iterable(apps.get_app_config(app).get_models() for app in COPIED)
    return [m for m in every if m._meta.model_name not in STAYS.get(m._meta.app_label, set())]


def unique_columns(model: type[models.Model]) -> set[str]:
    """Names of fields of which a copy must differ."""
    names = {field.name for field in model._meta.fields if field.unique and not field.primary_key}
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            names.update(constraint.fields)
    return names


def changed(field: models.Field) -> str:
    """SQL for a value that differs in every copy; `copy_no` is the number of the copy."""
    column = connection.ops.quote_name(field.column)
    if isinstance(field, models.DateTimeField):
        return f"{column} + copy_no * interval '1 minute'"
    if isinstance(field, models.DateField):
        return f"{column} + copy_no"
    if isinstance(field, models.IntegerField) and not field.is_relation:
        return f"{column} + copy_no"
    if isinstance(field, PartialDateField):
        return column
    if isinstance(field, models.CharField | models.TextField) and not field.choices:
        room = getattr(field, "max_length", None) or 500
        return marked(column, room)
    return column


def multiply(first: int, last: int) -> dict[str, int]:
    """Add copies number `first` to `last` of each row; how many came of it, by model."""
    came = {}
    for model in copied():
        try:
            with transaction.atomic():
                came[model._meta.label] = copy(model, first, last)
        except DatabaseError:
            came[model._meta.label] = 0  # a constraint or a trigger allows no copies
    came["training.Booking"] = seat(first, last)
    return came


@transaction.atomic
def seat(first: int, last: int) -> int:
    """Fill each copied session as the original is filled, with the triggers told to stand by."""
    key, highest = "training_booking", Booking.objects.order_by("-pk").values_list("pk", flat=True)
    most, room = ORIGINALS.setdefault(key, highest[0]), Booking._meta.get_field("ref").max_length
    of_copy = {"session_id": "copy.id", "instead_of_id": "NULL", "ref": marked("one.ref", room)}
    quote = connection.ops.quote_name
    columns = [f.column for f in Booking._meta.local_concrete_fields if not f.primary_key]
    values = ", ".join(of_copy.get(column) or f"one.{quote(column)}" for column in columns)
    room = Session._meta.get_field("ref").max_length
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            f"INSERT INTO training_booking ({', '.join(map(quote, columns))}) "  # noqa: S608
            f"SELECT {values} FROM generate_series(%s, %s) AS copies(copy_no), "
            "training_booking AS one JOIN training_session AS held ON held.id = one.session_id, "
            "training_session AS copy "
            f"WHERE one.id <= %s AND copy.ref = {marked('held.ref', room)}",
            [first, last, most],
        )
        added = cursor.rowcount
        cursor.execute("SET LOCAL session_replication_role = origin")
    return added


def marked(column: str, room: int) -> str:
    """SQL for a text that differs in every copy."""
    return f"left({column}, {room - 8}) || '~' || copy_no"


def copy(model: type[models.Model], first: int, last: int) -> int:
    """Copies of rows whose reference says they are originals; clashes are left out."""
    unique = unique_columns(model)
    fields = [f for f in model._meta.local_concrete_fields if not f.primary_key and not f.generated]
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    values = ", ".join(
        changed(field) if field.name in unique else quote(field.column) for field in fields
    )
    key, table = quote(model._meta.pk.column), quote(model._meta.db_table)
    statement = (
        f"INSERT INTO {table} ({names}) SELECT {values} FROM "  # noqa: S608
        f"(SELECT * FROM {table} WHERE {key} <= %s) AS original, "
        "generate_series(%s, %s) AS copies(copy_no) "
        f"{'' if waits(model) else 'ON CONFLICT DO NOTHING'}"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max({key}) FROM {table}")  # noqa: S608
        highest = ORIGINALS.setdefault(model._meta.db_table, cursor.fetchone()[0] or 0)
        cursor.execute(statement, [highest, first, last])
        return cursor.rowcount


def waits(model: type[models.Model]) -> bool:
    """Whether a rule is looked at later than the row: then PostgreSQL leaves out no clashes."""
    unique = [one for one in model._meta.constraints if isinstance(one, UniqueConstraint)]
    return any(one.deferrable for one in unique)


ORIGINALS: dict[str, int] = {}
