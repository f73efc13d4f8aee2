"""Making a backup: the database first, so that every file it names is there when files are read."""

import hashlib
import json
import tarfile
from datetime import UTC
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction
from psycopg import sql

from portal import clock
from portal.backups.programs import dsn, program, run

DATABASE, FILES, MANIFEST = "database.dump", "files.tar", "manifest.json"
ENCRYPTED = ".cms"
BLOCK = 1 << 20
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"


def back_up(above: Path) -> Path:
    """Write a backup into a new folder named after this moment, and return it."""
    at = clock.wall_time().astimezone(UTC)
    folder = above / f"{at:%Y%m%dT%H%M%S%fZ}"
    folder.mkdir(mode=0o700, parents=True)
    rows = copy_database(folder / DATABASE)
    copy_files(folder / FILES)
    parts = [keep(folder / name) for name in (DATABASE, FILES)]
    told = {
        "made_at": at.isoformat(),
        "parts": {part.name: digest(part) for part in parts},
        "rows": rows,
    }
    (folder / MANIFEST).write_text(json.dumps(told, indent=1))
    return folder


@transaction.atomic(durable=True)
def copy_database(path: Path) -> dict[str, int]:
    """Copy the database as it is at one moment, and count its rows as they are at that moment."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        at, password = dsn()
        as_it_is = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}")
        run(program("pg_dump"), *as_it_is, f"--file={path}", at, password=password)
    path.chmod(0o600)
    return count_rows()


def count_rows() -> dict[str, int]:
    """How many rows each table holds."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        return {table: count(cursor, table) for table in tables}


def count(cursor: Any, table: str) -> int:
    asked = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
    cursor.execute(asked.as_string(cursor.connection))
    number: int = cursor.fetchone()[0]
    return number


def copy_files(path: Path) -> None:
    """Everything on storage, or an empty archive where nothing was ever stored."""
    storage: Any = default_storage
    stored = Path(storage.location)
    with tarfile.open(path, "w") as archive:
        if stored.is_dir():
            archive.add(stored, arcname=".")
    path.chmod(0o600)


def keep(path: Path) -> Path:
    """Encrypt a part to the certificate, where there is one, and leave nothing in the clear."""
    if not settings.BACKUP_CERTIFICATE:
        return path
    shut = path.with_name(path.name + ENCRYPTED)
    how = ("-encrypt", "-binary", "-stream", "-outform", "DER", "-aes256")
    files = ("-in", str(path), "-out", str(shut), "-recip", settings.BACKUP_CERTIFICATE)
    run("openssl", "cms", *how, *files, "-keyopt", "rsa_padding_mode:oaep")
    path.unlink()
    shut.chmod(0o600)
    return shut


def digest(path: Path) -> str:
    seal = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            seal.update(block)
    return seal.hexdigest()
