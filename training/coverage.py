"""The coverage matrix: open needs against the courses that answer them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from training.models import Course, TrainingNeed


@dataclass(frozen=True)
class Line:
    """One open need, and for each course of the matrix whether it answers it."""

    need: TrainingNeed
    marks: tuple[bool, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Matrix:
    """Courses as columns, needs as lines."""

    courses: tuple[Course, ...]
    lines: tuple[Line, ...]

    @property
    def gaps(self) -> int:
        return sum(line.need.is_gap for line in self.lines)


def matrix(needs: QuerySet[TrainingNeed]) -> Matrix:
    """Open needs, gaps first; of courses those on offer that answer one of them."""
    linked = needs.select_related("audit", "priority", "recommendation")
    found = list(linked.filter(status=TrainingNeed.Status.OPEN).prefetch_related("courses"))
    offered = {course.pk: course for need in found for course in on_offer(need.courses.all())}
    columns = tuple(sorted(offered.values(), key=lambda course: (course.title, course.pk)))
    in_order = sorted(found, key=lambda need: (not need.is_gap, need.text, need.pk))
    return Matrix(columns, tuple(line(need, columns) for need in in_order))


def on_offer(courses: Iterable[Course]) -> list[Course]:
    return [course for course in courses if not course.is_withdrawn]


def line(need: TrainingNeed, columns: tuple[Course, ...]) -> Line:
    answering = {course.pk: course.title for course in on_offer(need.courses.all())}
    marks = tuple(course.pk in answering for course in columns)
    return Line(need, marks, tuple(sorted(answering.values())))
