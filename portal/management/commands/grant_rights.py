"""Give the portal's own role what it needs, and no more: `manage.py grant_rights portal`."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from psycopg import sql

from portal import audit

READ_ONLY = ("django_migrations",)


class Command(BaseCommand):
    """Run by the owner of the tables after `migrate`; again is as good as once.

    The role is made if it is not there, with the password in PORTAL_DB_PASSWORD.
    """

    help = "Let a role work with the portal's tables, but not change the record."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role")

    @transaction.atomic
    def handle(self, *args: Any, role: str, **options: Any) -> None:
        password = os.environ.get("PORTAL_DB_PASSWORD", "")
        with connection.cursor() as cursor:
            cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [role])
            known = cursor.fetchone() is not None
            if not known and not password:
                raise CommandError(f"There is no role {role}: set PORTAL_DB_PASSWORD to make it.")
            for statement in statements(role, password, known=known):
                cursor.execute(statement.as_string(cursor.connection))
        self.stdout.write(f"{role} may work with the portal's tables and not change the record.")


def statements(role: str, password: str, *, known: bool) -> list[sql.Composed]:
    who, verb = sql.Identifier(role), sql.SQL("ALTER" if known else "CREATE")
    login = sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {}")
    every = (
        "GRANT USAGE ON SCHEMA public TO {}",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC, {}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
        "REVOKE TRUNCATE, REFERENCES, TRIGGER ON ALL TABLES IN SCHEMA public FROM {}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
    )
    # The role may add to the record and read it, and never change it.
    written_once = [model._meta.db_table for model in audit.STREAMS]
    return [
        *([login.format(verb, who, sql.Literal(password))] if password else []),
        *[sql.SQL(each).format(who) for each in every],
        *[taken("UPDATE, DELETE", table, who) for table in written_once],
        *[taken("INSERT, UPDATE, DELETE", table, who) for table in READ_ONLY],
    ]


def taken(rights: str, table: str, who: sql.Identifier) -> sql.Composed:
    revoke = sql.SQL("REVOKE {} ON {} FROM {}")
    return revoke.format(sql.SQL(rights), sql.Identifier(table), who)
