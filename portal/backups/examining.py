"""Looking whether a database that was restored is whole. Run where `DATABASE_URL` leads to it."""

import hashlib
from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.crypto import get_random_string

from portal import audit
from portal.backups.making import count_rows
from portal.models import Document, StoredFile, User

APART: dict[str, Any] = {
    # The running portal's Redis and mail relay take no part in a drill.
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
}


def faults(rows: dict[str, int]) -> list[str]:
    """Everything that does not hold, in words for an operator. `rows`: as the backup counted."""
    return [*missing_rows(rows), *broken_rules(), *damaged_files(), *shut_out()]


def missing_rows(rows: dict[str, int]) -> Iterator[str]:
    have = count_rows()
    for table, wanted in rows.items():
        if have.get(table) != wanted:
            yield f"{table} has {have.get(table, 'no')} rows, not {wanted}"


def broken_rules() -> Iterator[str]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "migrations are missing"
    yield from map(str, audit.verify())


def damaged_files() -> Iterator[str]:
    """Files that the database names and that are not there, or are not what was sealed."""
    for name, sealed, path in named_files():
        if not default_storage.exists(path):
            yield f"{name} is missing"
        elif file_digest(path) != sealed:
            yield f"{name} is damaged"


def named_files() -> Iterator[tuple[str, str, str]]:
    for paper in Document.objects.filter(status=Document.Status.READY).iterator():
        yield f"document {paper.pk}", paper.sha256, paper.file.name
    sent = StoredFile.objects.present().exclude(status=StoredFile.Status.RECEIVED)
    for file in sent.iterator():
        yield f"file {file.pk}", file.sha256, file.path


def file_digest(path: str) -> str:
    with default_storage.open(path) as file:
        return hashlib.sha256(file.read()).hexdigest()


def shut_out() -> Iterator[str]:
    """Whether somebody can sign in. The person is made for it and goes with the transaction."""
    with override_settings(**APART), transaction.atomic():
        if not can_sign_in():
            yield "nobody can sign in"
        transaction.set_rollback(True)


def can_sign_in() -> bool:
    password = get_random_string(24)
    address = f"drill-{get_random_string(8).lower()}@example.org"
    person = User.objects.create_user(address, "Restore drill", password, generated=True)
    EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0].strip("[]"))
    told = {"login": address, "password": password}
    client.post(reverse("account_login"), told, secure=True)
    return SESSION_KEY in client.session
