"""What evaluations say: by question, with how many were asked and how many answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from learning_hub.models import Answer, Question, Quote
from portal.figures import Figure, Table, is_small
from training.models import EvaluationRequest, EvaluationStage, Session

When = EvaluationStage.When
Asked = EvaluationRequest.Asked
WHO = {Asked.DELEGATE: "People who came", Asked.MANAGER: "Their line managers"}
ABOUT = "response__evaluation__round"
MOST_QUOTES = 20
FOR_EACH_QUESTION = (
    "response__evaluation__round__stage__when",
    "response__evaluation__asked",
    "question__key",
    "question__options",
)
Rounds = Iterable[int] | QuerySet[Any]


@dataclass(frozen=True)
class Part:
    """What one kind of people, asked at one moment, answered. Too few answers stay hidden."""

    when: str
    asked_who: str
    asked: int
    answered: int
    tables: tuple[Table, ...] = field(default=())

    @property
    def moment(self) -> str:
        return str(When(self.when).label)

    @property
    def who(self) -> str:
        return WHO[Asked(self.asked_who)]

    @property
    def too_few(self) -> bool:
        return is_small(self.answered)

    @property
    def rate(self) -> Figure:
        """How many of those asked have answered."""
        return response_rate(f"{self.when}.{self.asked_who}", self.answered, self.asked)


def response_rate(key: str, answered: int, asked: int) -> Figure:
    return Figure(
        key=f"training.response_rate.{key}",
        label="Response rate",
        value=answered if asked else None,
        unit="percent",
        base=asked or None,
        base_label="people asked",
        definition="Evaluations answered, divided by all that were asked for.",
    )


def of_rounds(rounds: Rounds) -> list[Part]:
    """The answers of some rounds together: a part for each moment and each kind of people."""
    counts = (
        EvaluationRequest.objects.filter(round__in=rounds)
        .values("round__stage__when", "asked")
        .annotate(asked_all=Count("pk"), answered=Count("pk", filter=Q(status="answered")))
    )
    tables = tables_of(rounds)
    parts = [
        Part(
            when=row["round__stage__when"],
            asked_who=row["asked"],
            asked=row["asked_all"],
            answered=row["answered"],
            tables=()
            if is_small(row["answered"])
            else tuple(tables[row["round__stage__when"], row["asked"]]),
        )
        for row in counts
    ]
    return sorted(parts, key=lambda part: (list(When).index(When(part.when)), part.asked_who))


def by_stage(rounds: QuerySet[Any]) -> list[Part]:
    return of_rounds(rounds.order_by().values("pk"))


def tables_of(rounds: Rounds) -> dict[tuple[str, str], list[Table]]:
    """For each moment and kind of people the questions that are answered by picking."""
    picked = Answer.objects.filter(option__isnull=False, **{f"{ABOUT}__in": rounds})
    counted = picked.order_by().values(*FOR_EACH_QUESTION, "option").annotate(people=Count("pk"))
    found: dict[tuple[str, ...], dict[int, int]] = defaultdict(dict)
    for row in counted:
        when, asked, key, options = (row[name] for name in FOR_EACH_QUESTION)
        found[when, asked, key, *options][row["option"]] = row["people"]
    words = wording({key for _, _, key, *_ in found}, rounds)
    tables: dict[tuple[str, str], list[tuple[int, Table]]] = defaultdict(list)
    for (when, asked, key, *options), counts in found.items():
        question = words[key, *options]
        tables[when, asked].append((question.order, table_of(question, counts)))
    return defaultdict(
        list,
        {of: [table for _, table in sorted(rows, key=first)] for of, rows in tables.items()},
    )


def first(pair: tuple[int, Table]) -> int:
    return pair[0]


def wording(keys: set[str], rounds: Rounds) -> Mapping[tuple[str, ...], Question]:
    """The latest words of each question, by its key and its options."""
    asked = Question.objects.filter(
        key__in=keys,
        version__in=EvaluationRequest.objects.filter(round__in=rounds).values("version"),
    )
    return {(q.key, *q.options): q for q in asked.order_by("version__number", "version")}


def table_of(question: Question, counts: Mapping[int, int]) -> Table:
    """How many picked each answer, the best of a scale first."""
    total = sum(counts.values())
    options = list(enumerate(question.options, start=1))
    if question.kind == Question.Kind.SCALE:
        options.reverse()
    rows: list[tuple[str, Figure]] = [
        (label, share(f"{question.key}.{n}", counts.get(n, 0), total)) for n, label in options
    ]
    if question.good_from:
        good = sum(count for n, count in counts.items() if n >= question.good_from)
        label = f"{question.label_of(question.good_from)} or better"
        rows.append((label, share(f"{question.key}.good", good, total)))
    return Table(
        key=f"training.evaluation.{question.key}",
        caption=question.text,
        head=("Answer", "Share of answers"),
        rows=tuple(rows),
    )


def share(key: str, people: int, total: int) -> Figure:
    return Figure(
        key=key,
        label="Share",
        value=people,
        unit="percent",
        base=total,
        base_label="people who answered the question",
        definition="",
    )


@dataclass(frozen=True)
class Pair:
    """What one person answered before and after, as places on the same scale."""

    before: int
    after: int


def confidence_of(sessions: Rounds) -> Table | None:
    """How confident people were before and after, the same people on the same scale.

    None where nobody answered both; a comparison of too few people says only that.
    """
    comparisons = (
        ("At the end", pairs_of(sessions, (When.END,))),
        ("Later", pairs_of(sessions, (When.WEEKS_8, When.MONTHS_3, When.MONTHS_6))),
    )
    rows = [comparison(label, pairs) for label, pairs in comparisons if pairs]
    if not rows:
        return None
    return Table(
        key="training.confidence",
        caption="Confidence, compared with before",
        head=(
            "Asked",
            "People",
            "More confident",
            "As before",
            "Less confident",
            "Mean before",
            "Mean after",
        ),
        rows=tuple(rows),
        definition="People who answered both times, on the same scale of whole numbers from 1.",
    )


def pairs_of(sessions: Rounds, later: tuple[str, ...]) -> list[Pair]:
    """Both answers of each person: the earliest before, the latest after."""
    said = Answer.objects.filter(
        **{f"{ABOUT}__session__in": sessions},
        response__evaluation__asked=Asked.DELEGATE,
        option__isnull=False,
    ).order_by("response__given_on", "pk")
    path = ("response__evaluation__booking", "question__options", "option")
    before: dict[tuple[Any, ...], int] = {}
    first_said = said.filter(question__measure=Question.Measure.BEFORE).values_list(*path)
    for booking, options, option in first_said:
        before.setdefault((booking, *options), option)
    last_said = said.filter(
        question__measure=Question.Measure.AFTER, **{f"{ABOUT}__stage__when__in": later}
    ).values_list(*path)
    after = {(booking, *options): option for booking, options, option in last_said}
    return [Pair(before[key], value) for key, value in after.items() if key in before]


def comparison(label: str, pairs: list[Pair]) -> tuple[Any, ...]:
    people = len(pairs)
    if is_small(people):
        return (
            label,
            Figure(key="pairs", label="", value=people, definition="", people=True),
            *["Too few"] * 5,
        )
    rose = sum(pair.after > pair.before for pair in pairs)
    fell = sum(pair.after < pair.before for pair in pairs)
    shares = [share(f"confidence.{n}", n, people) for n in (rose, people - rose - fell, fell)]
    return (
        label,
        people,
        *shares,
        mean([pair.before for pair in pairs]),
        mean([pair.after for pair in pairs]),
    )


def mean(places: list[int]) -> Decimal:
    return (Decimal(sum(places)) / len(places)).quantize(Decimal("0.1"))


def quotes_of(rounds: Rounds) -> list[Quote]:
    """Words that somebody has read and that name nobody, the latest first."""
    found = Quote.objects.filter(**{f"answer__{ABOUT}__in": rounds})
    return list(found.order_by("-cleared_on", "-pk")[:MOST_QUOTES])


def people_of(session_id: int) -> list[str]:
    """Everybody whose name must not stand in a quote: delegates, their accounts, the trainer."""
    session = Session.objects.select_related("trainer").get(pk=session_id)
    named = session.bookings.values_list("delegate", "person__name")
    trainer = [session.trainer.name] if session.trainer else []
    return [name for pair in named for name in pair if name] + trainer
