"""Runs the whole portal on one machine: engines, web, worker and beat, until Ctrl-C.

`./run` calls `python -m portal.supervisor`. In production each part is a service of its own; see
`docker-compose.yml`. Nothing here imports Django: the settings need the engines' addresses.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import NoReturn

import psycopg

from portal.engines import ROOT, VAR, NotReady, engines

PYTHON = sys.executable
PATIENCE = 90.0  # seconds the web server may take to answer
GRACE = 10.0  # seconds the parts may take to stop
Children = dict[str, "subprocess.Popen[bytes]"]


def parts(host: str, port: int, var: Path) -> dict[str, list[str]]:
    """What runs side by side."""
    celery = [PYTHON, "-m", "celery", "--app", "portal"]
    web = ["--workers", "1", "--threads", "4", "--timeout", "120", "--bind", f"{host}:{port}"]
    return {
        "web": [PYTHON, "-m", "gunicorn", *web, "portal.wsgi"],
        "worker": [*celery, "worker", "--concurrency", "1", "--loglevel", "info"],
        "beat": [*celery, "beat", "--schedule", str(var / "beat"), "--loglevel", "info"],
    }


def check_port(host: str, port: int) -> None:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise NotReady(
                f"Port {port} cannot be used ({fault.strerror}). Choose another: PORT=8001 ./run"
            ) from None


def port_number(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise NotReady(f"PORT is “{text}”. It must be a number from 1 to 65535.")
    return int(text)


def manage(*command: str, environment: Mapping[str, str]) -> None:
    done = subprocess.run(  # noqa: S603
        [PYTHON, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        check=False,
        start_new_session=True,
    )
    if done.returncode:
        raise NotReady(f"`manage.py {command[0]}` did not succeed; its own words are above.")


def is_empty(database: str) -> bool:
    with psycopg.connect(database) as connection:
        found = connection.execute("SELECT EXISTS (SELECT FROM partners_partnership)").fetchone()
    return found == (False,)


def prepare(environment: Mapping[str, str]) -> None:
    """Bring the database to this version and, when it is empty, fill it with the demonstration."""
    manage("migrate", "--no-input", "--verbosity", "0", environment=environment)
    if environment.get("DEMO", "0") != "0" and is_empty(environment["DATABASE_URL"]):
        say("Importing the demonstration. It takes about a minute, once.")
        manage("prepare_demo", environment=environment)


def start(
    commands: Mapping[str, list[str]], logs: Path, environment: Mapping[str, str]
) -> Children:
    """Start every part in a session of its own, so that Ctrl-C reaches only us."""
    logs.mkdir(parents=True, exist_ok=True)
    children: Children = {}
    for name, command in commands.items():
        with (logs / f"{name}.log").open("wb") as log:
            children[name] = subprocess.Popen(  # noqa: S603
                command,
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
    return children


def stop(children: Children) -> None:
    """Ask all to finish what they do, then insist."""
    for child in children.values():
        child.terminate()
    limit = time.monotonic() + GRACE
    for child in children.values():
        try:
            child.wait(max(0.1, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def fallen(children: Children, logs: Path) -> None:
    """Say which part has stopped by itself."""
    for name, child in children.items():
        if child.poll() is not None:
            last = (logs / f"{name}.log").read_text(errors="replace").strip().splitlines()[-3:]
            raise NotReady("\n".join([f"The {name} stopped. See {logs}/{name}.log:", *last]))


def answers(address: str) -> bool:
    with suppress(OSError), urllib.request.urlopen(address, timeout=10):  # noqa: S310
        return True
    return False


def watch(children: Children, logs: Path, address: str) -> NoReturn:
    """Wait for the first answer, tell the person, then wait for Ctrl-C."""
    limit, greeted = time.monotonic() + PATIENCE, False
    while True:
        time.sleep(0.5)
        fallen(children, logs)
        if not greeted and answers(address):
            greeted = True
            greet(address, logs)
        if not greeted and time.monotonic() > limit:
            raise NotReady(
                f"The portal did not answer in {PATIENCE:.0f} seconds. See {logs}/web.log."
            )


def greet(address: str, logs: Path) -> None:
    say(f"\nThe portal is open at {address}\n{people()}Logs and e-mails: {logs}")
    say("Ctrl-C stops everything.\n")


def people() -> str:
    """The cast of the demonstration, one line each, as `prepare_demo` left it."""
    cast = VAR / "cast.txt"
    lines = cast.read_text().splitlines() if cast.exists() else []
    return "".join(f"  {line}\n" for line in ["", "Sign in as:", *lines, ""] if lines)


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def environment_for(given: Mapping[str, str], address: str) -> dict[str, str]:
    """What the parts find in their environment beside what the person has set."""
    demo = {} if given.get("PRODUCTION") else {"DEMO": "1"}
    return {"SITE_URL": address, "PYTHONUNBUFFERED": "1", **demo, **given}


def serve(given: Mapping[str, str], var: Path = VAR) -> None:
    """Run the portal until somebody interrupts it."""
    host, port = given.get("HOST") or "127.0.0.1", port_number(given.get("PORT") or "8000")
    check_port(host, port)
    address = f"http://localhost:{port}" if host == "127.0.0.1" else f"http://{host}:{port}"
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt), engines(var, given) as found:
        (var / "static").mkdir(exist_ok=True)
        environment = {**environment_for(given, address), **found}
        prepare(environment)
        children = start(parts(host, port, var), var / "log", environment)
        try:
            watch(children, var / "log", address + "/")
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not cut this short
            stop(children)
    say("Stopped.")


if __name__ == "__main__":
    try:
        serve(os.environ)
    except NotReady as sentence:
        sys.exit(str(sentence))
