"""What packs bring of the ground floor: people, by e-mail address."""

from collections.abc import Iterator
from typing import Any

from portal.models import User
from portal.packs import POINTED_AT, Column, Reader, register


def in_small_letters(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if row["email"] != row["email"].lower():
        yield "email", "Write the address in small letters, as the portal keeps it."


register(
    Reader(
        file="portal/people.csv",
        title="People who may sign in, once they have a standing and a password",
        model=User,
        scope=POINTED_AT,
        columns=(
            Column("email", help="In small letters; names the person for ever."),
            Column("name"),
            Column(
                "is_active",
                when_new=True,
                help="No when the person has left. Never opens or shuts an account that is here.",
            ),
            Column(
                "generated",
                when_new=True,
                help="Yes for an invented person. Never changes somebody who is here.",
            ),
        ),
        checks=(in_small_letters,),
    )
)
