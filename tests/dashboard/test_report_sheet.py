"""The numbers of a report as a spreadsheet: what is printed, for whoever may read it."""

import csv
import io

import pytest
from django.urls import reverse

from dashboard.models import ReportEdition
from tests.factories.dashboard import ReportEditionFactory

pytestmark = pytest.mark.django_db

FIGURE = {"label": "Deaths", "text": "fewer than 5", "definition": "Deaths notified."}
TABLE = {
    "kind": "table",
    "caption": "By area",
    "head": ["Area", "Deaths"],
    "cells": [["Dorset", "hidden"], ["All", "=1+1"]],
    "definition": "By home area.",
}
CHART = {
    "kind": "chart",
    "ident": "c",
    "svg": "<svg></svg>",
    "sentence": "Attendances rose.",
    "head": ["Month", "Attendances"],
    "rows": [["Apr 19", "311"]],
}


@pytest.fixture
def report(partnership):
    return ReportEditionFactory(partnership=partnership)


def address(report):
    return reverse("dashboard:report_csv", kwargs={"report_id": report.pk})


def publish(report):
    blocks = [{"kind": "figures", "figures": [FIGURE]}, TABLE, CHART, {"kind": "paragraph"}]
    section = {"title": "Child deaths", "anchor": "a", "part": "", "blocks": blocks}
    told = {"title": report.title, "circulated": True, "created": "", "sections": [section]}
    ReportEdition.objects.filter(pk=report.pk).update(status="published", frozen=told)


def test_each_number_has_a_line_as_it_is_printed(client, report):
    publish(report)

    answer = client.get(address(report))

    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines[1:] == [
        ["Child deaths", "Deaths", "", "", "fewer than 5", "Deaths notified."],
        ["Child deaths", "By area", "Dorset", "Deaths", "hidden", "By home area."],
        ["Child deaths", "By area", "All", "Deaths", "'=1+1", "By home area."],
        ["Child deaths", "Attendances rose.", "Apr 19", "Attendances", "311", ""],
    ]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_numbers_of_a_draft_are_not_public(client, report):
    assert client.get(address(report)).status_code == 404


def test_every_chart_on_the_page_leads_to_its_numbers(client, report):
    publish(report)

    page = client.get(reverse("dashboard:report_html", kwargs={"report_id": report.pk}))

    assert page.content.decode().count(f'href="{address(report)}"') == 2
