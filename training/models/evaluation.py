"""Who is asked, when, what they made of a session; and the links that ask them."""

import hashlib
import secrets
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.crypto import salted_hmac

from learning_hub.models import Questionnaire, QuestionnaireVersion, Response
from partners.models import Partnership
from portal import clock
from portal.models import Referenced
from training.models.bookings import Booking
from training.models.sessions import Session

DAYS_BEFORE = 7  # how long before a session its delegates are asked the first time


def fresh_salt() -> str:
    return secrets.token_hex(16)


def token_of(salt: str) -> str:
    """The secret of a link. It is nowhere kept: it needs the salt and our key."""
    return salted_hmac("training.evaluation", salt, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class EvaluationScheduleQuerySet(models.QuerySet["EvaluationSchedule"]):
    def in_force(self, day: date) -> Self:
        """The schedule of a day, for each partnership."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


class EvaluationSchedule(Referenced):
    """When a partnership asks what training changed, from one day on.

    A session is evaluated under the schedule in force on the day it ends.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="evaluation_schedules"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="The last day.")
    open_days = models.PositiveSmallIntegerField(
        default=28, help_text="How many days a link works."
    )
    conference = models.ForeignKey(
        Questionnaire,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="What is asked at the end of a conference; empty: the same as of a course.",
    )

    objects = EvaluationScheduleQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["-since", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="training_evaluationschedule_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(until=None),
                name="training_evaluationschedule_one_without_end",
            ),
        ]

    def __str__(self) -> str:
        return f"Schedule from {clock.day_text(self.since)}"

    def get_absolute_url(self) -> str:
        return reverse("training:evaluation_schedule", kwargs={"evaluation_schedule_id": self.pk})


class EvaluationStage(Referenced):
    """One of the moments at which people are asked, and what."""

    class When(models.TextChoices):
        BEFORE = "before", "Before the session"
        END = "end", "At the end"
        WEEKS_8 = "8 weeks", "After 8 weeks"
        MONTHS_3 = "3 months", "After 3 months"
        MONTHS_6 = "6 months", "After 6 months"

    schedule = models.ForeignKey(EvaluationSchedule, models.CASCADE, related_name="stages")
    when = models.CharField(max_length=8, choices=When)
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="+")
    managers = models.ForeignKey(
        Questionnaire,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="What the line manager is asked; empty where managers are not asked.",
    )

    class Meta(Referenced.Meta):
        ordering = ["schedule", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "when"], name="training_evaluationstage_once_at_each_moment"
            )
        ]

    def __str__(self) -> str:
        return self.get_when_display()

    def opens_on(self, began: date, ended: date) -> date:
        """The day on which people are asked about a session between these days."""
        days = {
            self.When.BEFORE: began - timedelta(days=DAYS_BEFORE),
            self.When.END: ended,
            self.When.WEEKS_8: ended + timedelta(weeks=8),
            self.When.MONTHS_3: clock.add_months(ended, 3),
            self.When.MONTHS_6: clock.add_months(ended, 6),
        }
        return days[self.When(self.when)]

    def asks(self, session: Session) -> Questionnaire:
        """What people who came are asked: a conference may have questions of its own."""
        conference = self.schedule.conference
        at_the_end = self.when == self.When.END and session.kind == Session.Kind.CONFERENCE
        return conference if conference and at_the_end else self.questionnaire


class EvaluationRoundQuerySet(models.QuerySet["EvaluationRound"]):
    def due(self, day: date) -> Self:
        """Not asked yet, though their day has come."""
        return self.filter(asked_at=None, opens_on__lte=day)

    def with_counts(self) -> Self:
        """Adds how many people and managers were asked, and how many answered."""
        counts = {
            f"{state}_{whom}": Count("requests", filter=Q(requests__asked=asked) & answered)
            for whom, asked in (("people", "delegate"), ("managers", "manager"))
            for state, answered in (
                ("asked", Q(requests__isnull=False)),
                ("answered", Q(requests__status="answered")),
            )
        }
        joined = self.annotate(**counts).select_related(
            "session__course", "session__trainer", "stage"
        )
        return joined.order_by("-opens_on", "pk")


class EvaluationRound(Referenced):
    """One stage for one session: everybody who is asked then."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="evaluations")
    stage = models.ForeignKey(EvaluationStage, models.PROTECT, related_name="rounds")
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="The last day on which the links work.")
    asked_at = models.DateTimeField(null=True, blank=True)

    objects = EvaluationRoundQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["-opens_on", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "stage"], name="training_evaluationround_once_for_a_session"
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="training_evaluationround_closes_after_it_opens",
            ),
        ]
        indexes = [
            models.Index(
                fields=["opens_on"], condition=Q(asked_at=None), name="training_evaluation_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.session}: {self.stage.get_when_display().lower()}"

    def get_absolute_url(self) -> str:
        return reverse("training:evaluation_round", kwargs={"evaluation_round_id": self.pk})


class EvaluationRequestQuerySet(models.QuerySet["EvaluationRequest"]):
    def unanswered(self, day: date) -> Self:
        """Those that still may be answered on a day; one that came in a pack has no link yet."""
        return self.filter(status=EvaluationRequest.Status.OPEN, round__closes_on__gte=day)

    def open(self, day: date) -> Self:
        """Those whose link works on a day."""
        return self.unanswered(day).filter(token_hash__isnull=False)

    def at_the_end(self, day: date) -> Self:
        """Those that ask about the session itself, and still may be answered."""
        return self.open(day).filter(round__stage__when=EvaluationStage.When.END)

    def of_token(self, token: str) -> Self:
        return self.filter(token_hash=hash_of(token))

    def told(self) -> Self:
        """With all that their page says of them."""
        return self.select_related(
            "booking__person",
            "round__stage",
            "round__session__course__partnership",
            "version__questionnaire",
        )


class EvaluationRequest(Referenced):
    """One person asked in one round. Whoever has its link may answer it, once.

    `address` is where the link goes when the person has no account here: a delegate's or a line
    manager's. `remind_on` is the next day on which somebody who has not answered is reminded.
    """

    class Asked(models.TextChoices):
        DELEGATE = "delegate", "The person who came"
        MANAGER = "manager", "Their line manager"

    class Status(models.TextChoices):
        OPEN = "open", "Not answered yet"
        ANSWERED = "answered", "Answered"
        LAPSED = "lapsed", "Not answered in time"
        WITHDRAWN = "withdrawn", "Withdrawn"

    round = models.ForeignKey(EvaluationRound, models.PROTECT, related_name="requests")
    booking = models.ForeignKey(Booking, models.PROTECT, related_name="evaluations")
    asked = models.CharField(max_length=8, choices=Asked, default=Asked.DELEGATE)
    version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="+")
    address = models.EmailField(blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN)
    salt = models.CharField(max_length=32, default=fresh_salt)
    token_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001 - one that came in a pack has no link yet
    remind_on = models.DateField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    response = models.OneToOneField(
        Response, models.PROTECT, null=True, blank=True, related_name="evaluation"
    )

    objects = EvaluationRequestQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "booking", "asked"],
                name="training_evaluationrequest_each_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(status="answered", response__isnull=False)
                | ~Q(status="answered") & Q(response=None),
                name="training_evaluationrequest_answered_with_a_response",
            ),
            models.CheckConstraint(
                condition=Q(status="open") | Q(remind_on=None),
                name="training_evaluationrequest_reminded_while_open",
            ),
        ]
        indexes = [
            models.Index(
                fields=["remind_on"], condition=Q(status="open"), name="training_evaluation_remind"
            )
        ]

    def __str__(self) -> str:
        return f"Evaluation {self.pk}"

    @property
    def score_links(self) -> list[tuple[str, str]]:
        """Each answer to the first question, with a link that leads to it chosen. For the mail."""
        first = self.version.leading
        if first is None:
            return []
        options = list(enumerate(first.options, start=1))
        return [(text, f"{self.secret_path}?answer={n}") for n, text in reversed(options)]

    @property
    def token(self) -> str:
        return token_of(self.salt)

    @property
    def secret_path(self) -> str:
        """Where the link in the mail leads. For the mail alone: whoever has it may answer."""
        return reverse("training:evaluate", kwargs={"evaluation_token": self.token})
