"""The restore drill: into a database of its own, asked every question, and removed."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

import psycopg
from django.conf import settings
from psycopg import sql

from portal import clock
from portal.backups.making import DATABASE, ENCRYPTED, FILES, MANIFEST, back_up, digest
from portal.backups.programs import BackupFailed, dsn, program, run, url, where
from portal.models import Drill

LIMIT = 3600  # seconds the questions may take


def try_restoring(backup: Path | None = None, key: Path | None = None) -> Drill:
    """Restore a backup, or one made for the purpose, and write down how it went."""
    begun_at, began = clock.wall_time(), monotonic()
    with TemporaryDirectory(prefix="drill-") as scratch:
        folder = backup or back_up(Path(scratch) / "backup")
        told = json.loads((folder / MANIFEST).read_text())
        found = list(tried(folder, told, key, Path(scratch)))
    return Drill.objects.create(
        begun_at=begun_at,
        seconds=round(monotonic() - began),
        held=not found,
        faults=found,
        backup_made_at=datetime.fromisoformat(told["made_at"]),
    )


def tried(folder: Path, told: dict[str, Any], key: Path | None, scratch: Path) -> Iterator[str]:
    """Everything that did not hold. What cannot be opened ends the drill with its sentence."""
    altered = [name for name, seal in told["parts"].items() if not holds(folder / name, seal)]
    if altered:
        yield from (f"{name} is missing or was changed" for name in altered)
        return
    try:
        with database() as name:
            fill(name, opened(folder / DATABASE, key, scratch))
            files = unpacked(opened(folder / FILES, key, scratch), scratch / "files")
            yield from examined(name, files, folder / MANIFEST)
    except BackupFailed as failure:
        yield str(failure)


def holds(part: Path, seal: str) -> bool:
    return part.is_file() and digest(part) == seal


def opened(part: Path, key: Path | None, scratch: Path) -> Path:
    """The part in the clear: as it is, or decrypted with the key of its certificate."""
    shut = part.with_name(part.name + ENCRYPTED)
    if not shut.exists():
        return part
    if key is None:
        raise BackupFailed("The backup is encrypted. Name the key of its certificate: --key FILE.")
    clear = scratch / part.name
    files = ("-in", str(shut), "-out", str(clear), "-inkey", str(key))
    run("openssl", "cms", "-decrypt", "-binary", "-inform", "DER", *files)
    return clear


@contextmanager
def database() -> Iterator[str]:
    """An empty database on our server, gone afterwards."""
    name = f"drill_{token_hex(6)}"
    with psycopg.connect(**where(), autocommit=True) as server:
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name))
        )
        try:
            yield name
        finally:
            drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
            server.execute(drop.format(sql.Identifier(name)))


def fill(name: str, dump: Path) -> None:
    at, password = dsn(name)
    how = ("--no-owner", "--no-privileges", "--exit-on-error", f"--dbname={at}")
    run(program("pg_restore"), *how, str(dump), password=password)


def unpacked(archive: Path, folder: Path) -> Path:
    """Its regular files, each inside `folder`. Not `extractall`: before 3.11.4 it trusts names."""
    folder.mkdir(mode=0o700)
    with tarfile.open(archive) as files:
        for member in filter(tarfile.TarInfo.isfile, files):
            unpack(files, member, folder)
    return folder


def unpack(files: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    place, content = (folder / member.name).resolve(), files.extractfile(member)
    if content is None or not place.is_relative_to(folder.resolve()):
        raise BackupFailed("The archive of files names a place outside itself.")
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as kept:
        shutil.copyfileobj(content, kept)


def examined(name: str, files: Path, manifest: Path) -> list[str]:
    """The questions are asked by a process whose settings lead to what was restored."""
    led = {"DATABASE_URL": url(name), "FILES_DIR": str(files)}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", "examine_restored", str(manifest)],
        cwd=settings.BASE_DIR,
        env={**os.environ, **led},
        capture_output=True,
        check=False,
        text=True,
        timeout=LIMIT,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        return [f"the questions could not be asked: {last}"]
    answers: list[str] = json.loads(done.stdout)
    return answers
