"""`just bench`: the register and one case at 100 files, and at 10,000 files with 200,000 grants.

Times and their ratio are printed and not judged: machines differ. Queries must not grow, and what
PostgreSQL reads for the first page is bounded for people who see few files.
"""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from partners.models import Role
from portal.models import User
from reviews import access
from reviews.models import Review
from tests.bench.test_pages import measure
from tests.factories.partners import PartnershipFactory, StandingFactory
from tests.factories.portal import UserFactory

SIZES = ((100, 20), (10_000, 20))  # files, and grants for each
MOST_BUFFERS = 5_000
NOTHING_TO_READ = 50  # for whoever sees no file: next to nothing, however many there are
FILES = """
    INSERT INTO reviews_review (ref, version, in_report, paper, partnership_id, title, kind, law,
        plan_reason, status_recorded, events, note)
    SELECT 'bench/' || n, 1, false, '', %(at)s, '2020-' || n, 'referral', 'new', '', '', '', ''
    FROM generate_series(%(first)s, %(last)s) n
"""
INCIDENTS = """
    INSERT INTO reviews_incident (ref, version, review_id, status, route, outside_england, summary,
        others, other_processes, closed_because, referred_on)
    SELECT 'bench/' || id, 1, id, 'screening', 'criteria', false, 'x', '', '', '', '2020-09-01'
    FROM reviews_review WHERE ref LIKE 'bench/%%'
    ON CONFLICT DO NOTHING
"""
DEADLINES = """
    INSERT INTO portal_deadline (kind, subject_type_id, subject_id, team, started_on, due_on)
    SELECT 'reviews.notify_panel', %(type)s, id, '', '2020-09-01',
        date '2020-09-08' + (id %% 30)::int
    FROM reviews_review WHERE ref LIKE 'bench/%%'
    ON CONFLICT DO NOTHING
"""
GRANTS = """
    INSERT INTO reviews_reviewgrant (user_id, content_object_id, permission_id, reason,
        granted_by_id, starts_at, expires_at)
    SELECT (%(people)s::int[])[1 + (r.id * 7 + g * 13) %% %(count)s], r.id, %(permission)s, 'Bench',
        %(by)s, now() - interval '1 day', now() + interval '30 days'
    FROM reviews_review r, generate_series(1, %(each)s) g
    WHERE r.ref LIKE 'bench/%%' AND r.id > %(after)s
    ON CONFLICT DO NOTHING
"""


def fill(at, last: int, first: int, each: int, people: list[int]) -> None:
    """More files, each with an incident, a clock and grants to `each` people."""
    from django.contrib.auth.models import Permission  # noqa: PLC0415
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415

    after = Review.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    facts = {
        "at": at.pk,
        "first": first,
        "last": last,
        "type": ContentType.objects.get_for_model(Review).pk,
        "people": people,
        "count": len(people),
        "permission": Permission.objects.get(codename="view_review").pk,
        "by": UserFactory().pk,
        "each": each,
        "after": after,
    }
    with connection.cursor() as cursor:
        for statement in (FILES, INCIDENTS, DEADLINES, GRANTS):
            cursor.execute(statement, facts)
        cursor.execute("ANALYZE")


def buffers(user: User) -> int:
    """Pages of 8 kB that the first page of the register reads, by PostgreSQL's own count."""
    rows = access.open_files(user).with_next_clock().order_by("due_on", "title")[:25]
    statement, facts = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", facts)
        plan = cursor.fetchone()[0][0]["Plan"]
    return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]


@pytest.mark.django_db
def test_the_register_and_a_case_with_ten_thousand_files(capsys):
    at = PartnershipFactory()
    lead = StandingFactory(partnership=at, role=Role.REVIEW_LEAD).person
    nobody = StandingFactory(partnership=at, role=Role.EXECUTIVE).person
    people = [person.pk for person in UserFactory.create_batch(400)]
    panel = User.objects.get(pk=people[7])
    told, before = [], 0
    for size, each in SIZES:
        fill(at, size, before + 1, each, people)
        before = size
        case = Review.objects.filter(grants__user=panel).first()
        for who, person, path in (
            ("lead, register", lead, reverse("reviews:register")),
            ("lead, one case", lead, case.get_absolute_url()),
            ("member, register", panel, reverse("reviews:register")),
            ("member, one case", panel, case.get_absolute_url()),
        ):
            browser = Client(headers={"host": "localhost"})
            browser.force_login(person)
            told.append((who, size, *measure(browser, path)))
    grants = Review.objects.filter(grants__isnull=False).values("grants").count()
    with capsys.disabled():
        for (who, _, _, few), (_, size, queries, many) in zip(told[:4], told[4:], strict=True):
            line = f"{who:20}{few:8.1f} ms at 100{many:8.1f} ms at {size:,}"
            print(f"\n{line}   ratio {many / few:.1f}   {queries} queries", end="")  # noqa: T201
        print(f"\n{grants:,} grants; buffers: member {buffers(panel)}, nobody {buffers(nobody)}")  # noqa: T201

    for (who, _, few, _), (_, _, many, _) in zip(told[:4], told[4:], strict=True):
        # A register with a second page asks how many there are.
        assert many - few <= who.endswith("register"), who
    assert buffers(panel) < MOST_BUFFERS
    assert buffers(nobody) < NOTHING_TO_READ
