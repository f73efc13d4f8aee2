"""`just look`: a picture of every page of the demonstration, for somebody who uses it.

Needs engines of its own and DEMO=1; `just` gives both. Writes `var/look/index.html`.
"""

import html
import os
import shutil
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "var" / "look"
WIDTHS = (1280, 390)
INDEX = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Every page</title>
<style>body {{ font: 16px/1.4 sans-serif; margin: 2em }} figure {{ display: inline-block;
vertical-align: top; margin: 0 1em 1em 0 }} img {{ border: 1px solid #aaa; max-height: 60em;
max-width: 60em }}</style></head><body><h1>Every page</h1>{pages}
<h2>Doors no link leads to, or that give a file</h2><ul>{unreached}</ul></body></html>"""
PAGE = """<h2 id="{name}">{door} as {role}</h2><p>{path}</p>{pictures}"""
PICTURE = """<figure><a href="{file}"><img src="{file}" alt="{door} at {width} pixels"
loading="lazy"></a><figcaption>{width}</figcaption></figure>"""


def shoot(base: str, visits: list) -> str:
    """Take the pictures and describe them in HTML."""
    from tests.journeys.browser import Visitor, chromium  # noqa: PLC0415

    told: dict[str, str] = {visit.door: "" for visit in visits}
    with chromium() as browser:
        for width in WIDTHS:
            visitor = Visitor(browser, base, width)
            for visit in visits:
                file = f"{visit.door.replace(':', '.')}-{width}.png"
                visitor.sign_in(visit.session)
                visitor.go(visit.path)
                visitor.page.screenshot(path=FOLDER / file, full_page=True)
                told[visit.door] += PICTURE.format(file=file, door=visit.door, width=width)
    return "".join(
        PAGE.format(
            name=visit.door.replace(":", "."),
            door=visit.door,
            role=visit.role,
            path=html.escape(visit.path),
            pictures=told[visit.door],
        )
        for visit in visits
    )


def look() -> None:
    from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: PLC0415
    from django.test.testcases import LiveServerThread  # noqa: PLC0415

    from tests.journeys.crawl import pages, unreached  # noqa: PLC0415

    visits = pages()
    missing = "".join(f"<li>{door}</li>" for door in unreached(visits))
    server = LiveServerThread("localhost", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    try:
        told = shoot(f"http://localhost:{server.port}", visits)
    finally:
        server.terminate()
    (FOLDER / "index.html").write_text(INDEX.format(pages=told, unreached=missing))
    sys.stdout.write(f"{len(visits)} pages in {FOLDER}/index.html\n{missing}\n")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    django.setup()
    settings.MEDIA_URL = "/no-file-is-served/"  # the server wants an address
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("prepare_demo")
    look()
