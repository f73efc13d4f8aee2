"""What happens to a partnership's own settings: its name, its colour, its logo."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import uuid4

from django.core.files.storage import default_storage
from django.db import transaction

from partners.models import Partnership
from portal import audit
from portal.files import Opened, all_or_nothing, throw_away
from portal.models import User


@transaction.atomic
def change_settings(
    *,
    partnership: Partnership,
    by: User,
    logo: Sequence[Opened] = (),
    without_logo: bool = False,
    **facts: Any,
) -> None:
    """Change how a partnership is called and looks. Nothing is written when nothing changes.

    Raises files.NotKept when the logo cannot be stored.
    """
    changed = {name: value for name, value in facts.items() if getattr(partnership, name) != value}
    if logo or (without_logo and partnership.logo):
        changed["logo"] = f"logos/{uuid4().hex}.png" if logo else ""
    if not changed:
        return
    Partnership.objects.filter(pk=partnership.pk).update(**changed)
    audit.record("partnership.changed", partnership, by=by, fields=sorted(changed))
    if "logo" in changed:
        put_in_place(logo, changed["logo"], instead_of=partnership.logo.name)
    partnership.refresh_from_db()


def put_in_place(logo: Sequence[Opened], path: str, *, instead_of: str | None) -> None:
    """Write the new picture; the old one goes once the change stands."""
    with all_or_nothing() as written:
        for picture in logo:
            written.append(path)
            default_storage.save(path, picture.content)
    if instead_of:
        transaction.on_commit(partial(throw_away, instead_of), robust=True)
