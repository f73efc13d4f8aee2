"""The press opens nothing but its own (F-18), and stops before it takes the machine (F-19)."""

import io
import socket
import threading

import pypdf
import pytest

from portal import documents, press
from tests.factories.portal import ClosingDayFactory, UserFactory

HEAD = '<html lang="en-GB"><title>T</title><h1>T</h1>'
MARKER = "MARKER-OF-A-LOCAL-FILE"


class Trap:
    """A server on this machine that counts who knocks."""

    def __init__(self) -> None:
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.door.getsockname()[1]}"
        self.knocks = 0
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        while True:
            try:
                line, _ = self.door.accept()
            except OSError:
                return
            self.knocks += 1
            line.close()


@pytest.fixture(scope="module")
def trap():
    trap = Trap()
    yield trap
    trap.door.close()


@pytest.fixture
def secret(tmp_path):
    """A file of this machine that no paper may hold."""
    path = tmp_path / "secret.txt"
    path.write_text(MARKER)
    return path


# {web}: the trap. {file}: a file of this machine.
REFUSED = {
    "picture": '<img alt="x" src="http://{web}/x.png">',
    "picture of the machine": '<img alt="x" src="file://{file}">',
    "picture without a scheme": '<img alt="x" src="//{web}/x.png">',
    "picture by a path": '<img alt="x" src="{file}">',
    "picture of no asset": '<img alt="x" src="asset:secret.key">',
    "picture beside the assets": '<img alt="x" src="asset:../../manage.py">',
    "border": "<p style=\"border: 9px solid; border-image: url('http://{web}/x.png') 9\">x",
    "attachment of the page": '<link rel="attachment" href="file://{file}">',
    "attachment of a link": '<p><a rel="attachment" href="file://{file}">x</a>',
    "style sheet": '<link rel="stylesheet" href="http://{web}/x.css">',
    "imported style": "<style>@import url(http://{web}/x.css)</style>",
    "imported style by ftp": "<style>@import url(ftp://{web}/x.css)</style>",
    "background": "<p style=\"background:url('file://{file}')\">x",
    "bullet": "<ul><li style=\"list-style-image:url('http://{web}/x.png')\">x</ul>",
    "generated content": "<style>p::before {{ content: url(http://{web}/x.png) }}</style><p>x",
    "object": '<object data="http://{web}/x.png"></object>',
    "embedded": '<embed src="http://{web}/x.png">',
}
IGNORED = {
    "picture in a drawing": (
        '<svg width="9" height="9" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<image xlink:href="http://{web}/x.png" width="9" height="9"/></svg>'
    ),
    "font": "<style>@font-face {{ font-family: X; src: url(http://{web}/x.ttf) }}</style>"
    '<p style="font-family: X">x',
    "frame": '<iframe src="http://{web}/x"></iframe>',
    "drawing used from elsewhere": '<svg width="9" height="9"><use href="http://{web}/x#y"/></svg>',
    "base": '<base href="http://{web}/"><p>x',
    "script": '<script src="http://{web}/x.js"></script>',
    "refresh": '<meta http-equiv="refresh" content="0; url=http://{web}/">',
}


def filled(template: str, trap: Trap, secret) -> str:
    return HEAD + template.format(web=trap.address, file=secret)


def everything_in(pdf: bytes) -> bytes:
    """All streams of a PDF, unpacked."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    found = [reader.get_object(n) for places in reader.xref.values() for n in places]
    return b"".join(one.get_data() for one in found if hasattr(one, "get_data"))


@pytest.mark.parametrize("template", REFUSED.values(), ids=list(REFUSED))
def test_the_press_opens_nothing_but_its_own(template, trap, secret):
    with pytest.raises(documents.PressFailed, match="outside the portal"):
        documents.run_press(filled(template, trap, secret))

    assert trap.knocks == 0


@pytest.mark.parametrize("template", IGNORED.values(), ids=list(IGNORED))
def test_the_press_never_follows_what_it_may_ignore(template, trap, secret):
    try:
        pdf = documents.run_press(filled(template, trap, secret)).pdf
    except documents.PressFailed as refused:
        assert "outside the portal" in str(refused)  # noqa: PT017 - both answers will do
    else:
        assert MARKER.encode() not in everything_in(pdf)
    assert trap.knocks == 0


LONG = {
    "20,000 rows": "<table>" + "<tr><td>x</td></tr>" * 20_000 + "</table>",
    "1,000 elements inside one another": "<div>" * 1000 + "x" + "</div>" * 1000,
    "1,000 never closed": "<b>" * 1000,
}


@pytest.mark.parametrize("apart", [True, False], ids=["apart", "here"])
@pytest.mark.parametrize("html", LONG.values(), ids=list(LONG))
def test_what_is_too_long_is_refused_before_it_is_laid_out(html, apart, settings, monkeypatch):
    settings.PRESS_APART = apart
    monkeypatch.setattr(press.HTML, "render", None)  # never reached

    with pytest.raises(documents.PressFailed, match="too long to be made in one piece"):
        documents.run_press(HEAD + html)


def test_what_is_just_short_enough_is_measured_and_let_through():
    inside = press.MOST_DEEP - 4
    table = "<table>" + "<tr><td>x<br></td></tr>" * press.MOST_ROWS + "</table>"
    drawing = "<svg><path/><path/></svg>" * 500

    press.Measure().feed(HEAD + "</h1>" + "<div>" * inside + "</div>" * inside + table + drawing)


@pytest.mark.django_db
def test_one_paper_too_long_leaves_the_next_alone(monkeypatch):
    monkeypatch.setattr(documents, "kinds", {})
    days = {"long": "<div>" * 1000, "short": "<p>x</p>"}
    kind = documents.Kind(
        key="test.long",
        label="Long",
        template="portal/paper.html",
        context=lambda day: {},
        title=lambda day: day.name,
        to=lambda user, day: True,
    )
    whole = documents.written
    monkeypatch.setattr(
        documents, "written", lambda *a, title, **k: whole(*a, title=title, **k) + days[title]
    )
    person = UserFactory()
    long, short = (
        documents.request_document(kind, ClosingDayFactory(name=name), by=person) for name in days
    )

    assert [documents.render(long.pk), documents.render(short.pk)] == [False, True]

    long.refresh_from_db()
    assert (long.status, long.fault) == ("failed", documents.TOO_LONG)
