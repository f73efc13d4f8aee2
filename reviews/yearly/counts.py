"""What is counted of each file, and the figures of one year: three counts, in time, time taken.

Everything in the partnership is counted, also what a conflict of interest shuts to the reader:
figures are the same for everybody, and small numbers are hidden because behind each stands a child.
A file that was handed over counts where it is now.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count

from portal import clock
from portal.figures import Figure, Scope, is_small
from portal.models import Deadline
from portal.models.clocks import DeadlineQuerySet
from reviews.deadlines import RAPID_REVIEW
from reviews.models import Notification, Review

APRIL = 4
NO_AREA = "Area not recorded"
SHOWN_YEARS = 5
FILES = "A file that was handed over counts where it is now."
Days = Sequence[int]


def year_scope(partnership_id: int, first: int) -> Scope:
    """The financial year that begins in April of a year."""
    end = date(first + 1, APRIL, 1) - timedelta(days=1)
    label = f"{first}-{(first + 1) % 100:02}"
    return Scope(partnership_id, date(first, APRIL, 1), end, label)


def first_year(day: date) -> int:
    return day.year if day.month >= APRIL else day.year - 1


def years_to(day: date) -> list[int]:
    """The years that are offered, the latest first."""
    latest = first_year(day)
    return list(range(latest, latest - SHOWN_YEARS, -1))


@dataclass(frozen=True)
class Told:
    """What is counted of one file: days, numbers and words, nothing of what it says."""

    kind: str
    area: str
    day: date | None
    referred_on: date | None
    children: int
    notified: tuple[tuple[date, bool | None], ...]
    rapid_on: date | None
    rapid_sent_on: date | None
    rapid_due_on: date | None
    local_on: date | None
    signed_off_on: date | None
    gross: int | None
    net: int | None
    published: tuple[date, date] | None
    ended_rapid_alone: bool
    themes: frozenset[str]


def told(partnership_id: int) -> list[Told]:
    """Every file of a partnership, in as many queries however many there are."""
    files = Review.objects.filter(partnership=partnership_id).exclude(kind=Review.Kind.HANDOVER)
    files = files.select_related("area", "incident", "rapid", "local_review")
    files = files.prefetch_related("notifications", "themes__theme", "local_review__pauses")
    due = dict(rapid_clocks().values_list("subject_id", "due_on"))
    return [counted(file, due.get(file.pk)) for file in files.annotate(how_many=Count("children"))]


def rapid_clocks() -> DeadlineQuerySet:
    """The clocks of rapid reviews, open and met: by when each was due."""
    of_files = ContentType.objects.get_for_model(Review)
    return Deadline.objects.filter(kind=RAPID_REVIEW.key, subject_type=of_files)


def counted(file: Review, rapid_due_on: date | None) -> Told:
    incident, rapid, local = (getattr(file, n, None) for n in ("incident", "rapid", "local_review"))
    done = local if local and local.signed_off_on else None
    return Told(
        kind=file.kind,
        area=str(file.area.short_name or file.area) if file.area else NO_AREA,
        day=day_of(file),
        referred_on=incident.referred_on if incident else None,
        children=file.how_many,  # type: ignore[attr-defined]
        notified=tuple(
            (one.sent_on, one.sent_on <= one.due_on if one.due_on else None)
            for one in file.notifications.all()
            if one.to == Notification.To.PANEL
        ),
        rapid_on=rapid.notified_on if rapid else None,
        rapid_sent_on=rapid.sent_on if rapid else None,
        rapid_due_on=rapid_due_on,
        local_on=local.decided_on if local else None,
        signed_off_on=local.signed_off_on if local else None,
        gross=done.days_gross if done else None,
        net=done.days_net if done else None,
        published=(file.published.first_day, file.published.last_day) if file.published else None,
        ended_rapid_alone=rapid is not None and local is None,
        themes=frozenset(str(one.theme or one.text) for one in file.themes.all()),
    )


def day_of(file: Review) -> date | None:
    """The day that puts a file into a year: referred, or else commissioned, or else completed."""
    incident = getattr(file, "incident", None)
    if incident is not None:
        referred_on: date = incident.referred_on
        return referred_on
    vague = file.commissioned or file.completed
    return vague.first_day if vague else None


def within(scope: Scope, day: date | None) -> bool:
    return day is not None and scope.start <= day <= scope.end


def figure(key: str, label: str, value: int, definition: str, scope: Scope) -> Figure:
    return Figure(
        key=f"reviews.year.{key}",
        label=label,
        value=value,
        definition=definition,
        people=True,
        period=scope.label,
    )


Counter_ = Callable[[list[Told], Scope], int]
# What is counted apart, in the order in which it is shown: key, label, how, of what day.
COUNTS: tuple[tuple[str, str, Counter_, str], ...] = (
    (
        "incidents",
        "Incidents referred",
        lambda files, scope: sum(within(scope, one.referred_on) for one in files),
        "Incidents by the day on which they were referred. One incident may concern several "
        f"children. {FILES}",
    ),
    (
        "children",
        "Children in these incidents",
        lambda files, scope: sum(one.children for one in files if within(scope, one.referred_on)),
        "Children recorded in the incidents above: at most four for each.",
    ),
    (
        "notified",
        "Incidents notified to the national Panel",
        lambda files, scope: sum(
            any(within(scope, day) for day, _ in one.notified) for one in files
        ),
        "Incidents by the day on which the Panel was notified, whenever they were referred.",
    ),
    (
        "rapid",
        "Rapid reviews",
        lambda files, scope: sum(within(scope, one.rapid_on) for one in files),
        "Rapid reviews by the day on which the Panel was notified.",
    ),
    (
        "local",
        "Local reviews decided on",
        lambda files, scope: sum(within(scope, one.local_on) for one in files),
        "Local reviews by the day of the decision to hold one.",
    ),
    (
        "published",
        "Reviews published",
        lambda files, scope: sum(wholly(scope, one.published) for one in files),
        "Reviews of every kind whose recorded day or month of publication lies in the year.",
    ),
    (
        "elsewhere",
        "Contributions to reviews of other areas",
        lambda files, scope: sum(
            one.kind == Review.Kind.CONTRIBUTION and within(scope, one.day) for one in files
        ),
        "Reviews that another area leads, by the day on which our part began.",
    ),
    (
        "under_way",
        "Local reviews under way at the end of the year",
        lambda files, scope: sum(is_under_way(scope, one) for one in files),
        "Local reviews that were decided on by then, and not signed off.",
    ),
)


def wholly(scope: Scope, days: tuple[date, date] | None) -> bool:
    return days is not None and scope.start <= days[0] and days[1] <= scope.end


def is_under_way(scope: Scope, one: Told) -> bool:
    if one.local_on is None or one.local_on > scope.end:
        return False
    return one.signed_off_on is None or one.signed_off_on > scope.end


def counts(files: list[Told], scope: Scope) -> tuple[Figure, ...]:
    return tuple(figure(key, label, of(files, scope), how, scope) for key, label, of, how in COUNTS)


def in_time(files: list[Told], scope: Scope) -> tuple[Figure, ...]:
    """Notifications and rapid reviews in time, each with its base."""
    sent = [
        on_time
        for one in files
        for day, on_time in one.notified
        if within(scope, day) and on_time is not None
    ]
    rapid = [
        one.rapid_sent_on <= one.rapid_due_on
        for one in files
        if one.rapid_sent_on and one.rapid_due_on and within(scope, one.rapid_sent_on)
    ]
    return (
        share(
            "notified_in_time",
            "Notifications to the Panel in time",
            sent,
            "notifications of the year that had a last day",
            "Within 5 working days of the day on which the local authority became aware.",
            scope,
        ),
        share(
            "rapid_in_time",
            "Rapid reviews with the Panel in time",
            rapid,
            "rapid reviews first sent to the Panel in the year",
            "Within 15 working days of the day that the partnership counts from.",
            scope,
        ),
    )


def share(key: str, label: str, kept: list[bool], of: str, definition: str, scope: Scope) -> Figure:
    return Figure(
        key=f"reviews.year.{key}",
        label=label,
        value=sum(kept) if kept else None,
        base=len(kept),
        base_label=of,
        unit="percent",
        definition=definition,
        people=True,
        period=scope.label,
    )


def time_taken(files: list[Told], scope: Scope) -> tuple[Figure, ...]:
    """Median and range in calendar days, of local reviews that were signed off in the year."""
    ended = [one for one in files if within(scope, one.signed_off_on)]
    gross = [one.gross for one in ended if one.gross is not None]
    net = [one.net for one in ended if one.net is not None]
    rapid = [
        (one.rapid_sent_on - one.rapid_on).days
        for one in files
        if one.rapid_sent_on and one.rapid_on and within(scope, one.rapid_sent_on)
    ]
    signed_off = "Calendar days from the decision to the sign-off, of local reviews signed off"
    return (
        days_taken("gross", "Time taken by local reviews", gross, f"{signed_off}.", scope),
        days_taken(
            "net", "The same without pauses", net, f"{signed_off}, without days of pauses.", scope
        ),
        days_taken(
            "rapid_days",
            "Time taken by rapid reviews",
            rapid,
            "Calendar days from the notification to the day it was first sent to the Panel.",
            scope,
        ),
    )


def days_taken(key: str, label: str, days: Days, definition: str, scope: Scope) -> Figure:
    """Hidden where it would tell of a few reviews; not available where none ended."""
    return Figure(
        key=f"reviews.year.{key}",
        label=label,
        value=spread(days) if days else None,
        definition=f"{definition} Median, shortest and longest. Fewer than 5 are not shown.",
        unit="text",
        period=scope.label,
        withheld=is_small(len(days)),
    )


def spread(days: Days) -> str:
    """Such as "median 180 days, from 120 to 240, of 6"."""
    middle = f"{median(days):g}"
    return f"median {middle} days, from {min(days)} to {max(days)}, of {len(days)}"


def this_year() -> int:
    return first_year(clock.today())
