"""The check itself: planted defects are found, good papers pass."""

import pytest
from django.template.loader import render_to_string

from portal import documents, press
from tests.paper.pdfua import problems

SVG = '<svg width="9" height="9">{}<rect width="9" height="9"/></svg>'


def paper(main: str = "", *, head: str = "") -> str:
    from datetime import date  # noqa: PLC0415

    page = render_to_string("portal/paper.html", {"title": "Paper", "created": date(2020, 9, 1)})
    return page.replace("</body>", f"{main}</body>").replace("</head>", f"{head}</head>")


@pytest.mark.parametrize(
    "main",
    [
        "<p>Text with ŵ ŷ ● ▲ ■ → £.",
        SVG.format("<title>Rose</title>"),
        '<p><a href="#x">Plain</a><p id="x">x',
        "<dl><dt>a<dd>b</dl>",
        "<table><caption>C</caption><tr><th scope=col>a<tr><td>1</table>",
    ],
    ids=["text", "chart", "link", "list", "table"],
)
def test_a_good_paper_has_no_problem(main):
    assert problems(press.print_pdf(paper(main)).pdf) == []


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        (paper().replace(' lang="en-GB"', ""), "language is not en-GB"),
        (paper().replace("<title>Paper</title>", ""), "no title"),
        (paper().replace("<h1>Paper</h1>", ""), "no heading"),
        (paper("<h3>Too deep</h3>"), "heading level jumps from 1 to 3"),
        (paper(SVG.format("")), "a figure without words"),
        (paper('<p><a href="#x"><strong>b</strong>old</a><p id="x">x'), "PDF/UA"),
        (paper("<dl><div><dt>a<dd>b</div></dl>"), "PDF/UA"),
        (paper("<table><caption>C</caption><tr><td>1</table>"), "a table without headings"),
        (paper("<table><tr><th>a<tr><td>1</table>"), "a table without a caption"),
        (paper("<table><caption>C</caption><tr><th>a<th>b<tr><td>1</table>"), "PDF/UA"),
        (paper(head='<meta name="author" content="Somebody">'), "a person is named"),
        (paper(head="<style>p{font-family:'DejaVu Sans'}</style>") + "<p>x", "a font that is not"),
        (paper('<p style="break-before:page">x' * 5).replace("h1>", "p>"), "no bookmarks"),
    ],
)
def test_planted_defects_are_found(html, problem):
    assert any(found.startswith(problem) for found in problems(press.print_pdf(html).pdf))


def test_an_untagged_file_is_found():
    from weasyprint import HTML  # noqa: PLC0415

    assert "no tags" in problems(HTML(string="<p>x").write_pdf())


def test_the_same_paper_is_made_byte_for_byte():
    from datetime import date  # noqa: PLC0415

    facts = {"created": date(2020, 9, 1), "title": "Paper"}

    first, again = (documents.render_pdf("portal/paper.html", {}, **facts) for _ in range(2))

    assert first == again
