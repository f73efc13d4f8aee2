"""What few rows have, asked along with the row itself, so that nobody asks for it in vain."""

from functools import cache

from django.apps import apps
from django.db.models import Exists, OuterRef


@cache
def there_is(model: str, **which: str | None) -> Exists:
    """Whether there is a row of a model; each key leads to a column of the row that is asked."""
    asked = {name: OuterRef(column) if column else None for name, column in which.items()}
    return Exists(apps.get_model(model)._default_manager.filter(**asked).order_by())
