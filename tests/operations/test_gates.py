"""The gates of the build notice what they are there for: each is shown one thing it must refuse."""

import json
import re
import shlex
import subprocess
import tomllib

import pytest

from tests.operations.production import ROOT

JUST = (ROOT / "justfile").read_text()
LOCK = tomllib.loads((ROOT / "uv.lock").read_text())
WANTED = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]


def recipe(program: str) -> list[str]:
    """The words of the line of `just security` that calls a program, from the program on."""
    (line,) = [line for line in JUST.splitlines() if f"{program} " in line and "  " in line]
    return shlex.split(line[line.index(program) :])


def ask(command: list[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True)  # noqa: S603


def test_the_gates_are_asked():
    assert re.search(r"^check:.*\bsecurity\b", JUST, re.MULTILINE)


@pytest.mark.parametrize(
    ("written", "refused"),
    [
        ("-----BEGIN RSA PRIVATE " + "KEY-----", 1),
        ('TOKEN = "ghp_' + "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx" + '"', 1),
        ("A line as any other.", 0),
    ],
)
def test_a_secret_that_is_written_down_is_found(tmp_path, written, refused):
    (tmp_path / "notes.py").write_text(written)

    assert ask([*recipe("detect-secrets-hook"), str(tmp_path / "notes.py")]).returncode == refused


@pytest.mark.parametrize(
    ("written", "refused"),
    [
        ("import hashlib\nhashlib.md5(b'').hexdigest()\n", 1),
        ("import yaml\nyaml.load('')\n", 1),
        ("print('well')\n", 0),
    ],
)
def test_a_weakness_in_code_is_found(tmp_path, written, refused):
    (tmp_path / "weak.py").write_text(written)
    asked = recipe("bandit")
    options = asked[: asked.index("pyproject.toml") + 1]

    assert ask([*options, str(tmp_path / "weak.py")]).returncode == refused


def test_the_list_of_packages_names_what_the_portal_stands_on(tmp_path):
    asked = recipe("uv export")
    asked[asked.index("var/sbom.json")] = str(tmp_path / "sbom.json")

    done = ask(asked)

    assert done.returncode == 0, done.stderr
    told = json.loads((tmp_path / "sbom.json").read_text())
    names = {part["name"] for part in told["components"]}
    assert {re.split(r"[\[=]", wanted)[0].lower() for wanted in WANTED} <= names
    assert "pytest" not in names


def test_every_package_of_the_lock_has_its_hash():
    bare = [
        package["name"]
        for package in LOCK["package"]
        if "registry" in package["source"]
        and not all(
            part["hash"].startswith("sha256:")
            for part in [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
        )
    ]

    assert bare == []
