"""Opening a review of another kind, and what is recorded of each."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from learning_hub.models import Theme
from partners.access import standing
from partners.models import Agency, Partnership, Role
from portal import audit, clock, deadlines
from portal.access import insist
from portal.models import Deadline, User
from portal.vague import PartialDate
from reviews import access
from reviews.actions.publishing import ReasonMissing
from reviews.actions.referring import next_reference
from reviews.actions.saving import save
from reviews.deadlines import CONTRIBUTION
from reviews.kinds import Family, sorts
from reviews.models import (
    CommonTheme,
    Contribution,
    Occasion,
    RelatedReview,
    Review,
    ReviewTheme,
    ThematicFile,
)

audit.words(
    {
        "review.opened": "Opened a review of another kind",
        "review.corrected": "Corrected what is recorded of a review",
        "review.file_added": "Added a file to a thematic review",
        "review.file_taken_out": "Took a file out of a thematic review",
        "review.common_theme_added": "Added what files have in common",
        "review.common_theme_removed": "Removed what files have in common",
        "review.contribution_saved": "Saved what another area asks of us",
        "review.contribution_sent": "Recorded what was sent to another area's review",
        "review.occasion_saved": "Saved when an audit or event was held and what came of it",
        "review.related_added": "Linked a review under another law",
        "review.related_removed": "Removed the link to a review under another law",
        "review.tagged": "Chose the themes of a review",
    }
)


class NumberTaken(Exception):
    """The partnership has a review with this number."""


class NoLaw(Exception):
    """On that day no review of this kind could be commissioned."""


class InTheSet(Exception):
    """This file, or this theme, is in the thematic review already."""


@transaction.atomic
def open_review(
    *, partnership: Partnership, kind: str, title: str, by: User, **facts: Any
) -> Review:
    """Open a review of a kind that no referral opens, under its old number or the next free one.

    Raises NoLaw when none of this kind could be commissioned on the day given; NumberTaken.
    """
    insist(standing(by).holds_in(partnership.pk, Role.REVIEW_LEAD) and sorts[kind].opened_here)
    law = law_of(kind, facts.get("commissioned"))
    number = title.strip() or next_reference(partnership, clock.today())
    with number_once():
        review = Review.objects.create(
            partnership=partnership, kind=kind, title=number, law=law, **facts
        )
    audit.record("review.opened", review, by=by, kind=kind)
    return review


def law_of(kind: str, commissioned: PartialDate | None) -> Review.Law:
    """The basis that stood when it was commissioned. Raises NoLaw."""
    basis = sorts[kind].basis_on(commissioned.first_day if commissioned else None)
    if basis is None:
        raise NoLaw
    return basis.law


@contextmanager
def number_once() -> Iterator[None]:
    """Raises NumberTaken where another review of the partnership has the number."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refusal:
        raise NumberTaken from refusal


@transaction.atomic
def correct_review(*, review: Review, seen: int, by: User, **facts: Any) -> None:
    """Put right what was typed wrongly of a review that no referral opened.

    Its law follows the day on which it was commissioned. Raises NoLaw, NumberTaken, and
    SavedMeanwhile when somebody else has corrected it since.
    """
    insist(access.recorded_reviews(by).filter(pk=review.pk).exists())
    changed = sorted(name for name, said in facts.items() if getattr(review, name) != said)
    law = law_of(review.kind, facts["commissioned"])
    with number_once():
        save(review, seen=seen, law=law, **facts)
    audit.record("review.corrected", review, by=by, changed=changed)


@transaction.atomic
def add_file(*, thematic: Review, review: Review, why: str, by: User) -> ThematicFile:
    """Only a file that whoever adds it may see. Raises InTheSet."""
    insist(access.leads_with(by, thematic, Family.SET))
    insist(access.reviews(by).filter(pk=review.pk).exists() and review.pk != thematic.pk)
    added, new = ThematicFile.objects.get_or_create(
        thematic=thematic, review=review, defaults={"why": why, "added_by": by}
    )
    if not new:
        raise InTheSet
    audit.record("review.file_added", thematic, by=by, file=review.pk)
    return added


@transaction.atomic
def take_out_file(*, row: ThematicFile, by: User) -> None:
    insist(access.led_thematic_files(by).filter(pk=row.pk).exists())
    audit.record("review.file_taken_out", row.thematic, by=by, file=row.review_id)
    row.delete()


@transaction.atomic
def add_common_theme(
    *, thematic: Review, name: str, finding: str, seen_in: int | None, by: User
) -> CommonTheme:
    """Raises InTheSet when the theme is there."""
    insist(access.leads_with(by, thematic, Family.SET))
    told = {"finding": finding, "seen_in": seen_in, "added_by": by}
    theme, new = CommonTheme.objects.get_or_create(thematic=thematic, name=name, defaults=told)
    if not new:
        raise InTheSet
    audit.record("review.common_theme_added", thematic, by=by, theme=theme.pk)
    return theme


@transaction.atomic
def remove_common_theme(*, theme: CommonTheme, by: User) -> None:
    insist(access.led_common_themes(by).filter(pk=theme.pk).exists())
    audit.record("review.common_theme_removed", theme.thematic, by=by, theme=theme.pk)
    theme.delete()


@transaction.atomic
def save_contribution(
    *, review: Review, seen: int, agencies: Iterable[Agency], reason: str, by: User, **facts: Any
) -> None:
    """What is asked of us, by when, and of whom. Raises SavedMeanwhile; ReasonMissing."""
    insist(access.leads_with(by, review, Family.ELSEWHERE))
    row, _ = Contribution.objects.get_or_create(review=review)
    save(row, seen=seen, **facts)
    row.agencies.set(agencies)
    if row.due_on is not None and row.sent_on is None:
        run_clock(review, row.due_on, reason, by)
    audit.record("review.contribution_saved", review, by=by)


def run_clock(review: Review, due_on: date, reason: str, by: User) -> None:
    """Start the clock of a contribution, or move the one that runs: with a reason."""
    running = Deadline.objects.open().about(review).filter(kind=CONTRIBUTION.key).first()
    if running is None:
        deadlines.start(CONTRIBUTION, review, due_on=due_on, owner=by)
    elif running.due_on != due_on:
        if not reason.strip():
            raise ReasonMissing
        deadlines.move(running, due_on=due_on, reason=reason, by=by)


@transaction.atomic
def save_outcome(*, review: Review, seen: int, by: User, **facts: Any) -> None:
    """What was sent, where it was published, what we do with its learning. Sending stops the clock.

    Raises SavedMeanwhile.
    """
    insist(access.leads_with(by, review, Family.ELSEWHERE))
    row, _ = Contribution.objects.get_or_create(review=review)
    save(row, seen=seen, **facts)
    if row.sent_on is not None:
        deadlines.meet(CONTRIBUTION, review)
    audit.record("review.contribution_sent", review, by=by)


@transaction.atomic
def save_occasion(
    *, review: Review, seen: int, agencies: Iterable[Agency], by: User, **facts: Any
) -> None:
    """Raises SavedMeanwhile."""
    insist(access.leads_with(by, review, Family.OCCASION))
    row, _ = Occasion.objects.get_or_create(review=review)
    save(row, seen=seen, **facts)
    row.agencies.set(agencies)
    audit.record("review.occasion_saved", review, by=by)


@transaction.atomic
def add_related(*, review: Review, by: User, **facts: Any) -> RelatedReview:
    insist(access.leads(by, review))
    related = RelatedReview.objects.create(review=review, added_by=by, **facts)
    audit.record("review.related_added", review, by=by, related=related.pk)
    return related


@transaction.atomic
def remove_related(*, related: RelatedReview, by: User) -> None:
    insist(access.led_related(by).filter(pk=related.pk).exists())
    audit.record("review.related_removed", related.review, by=by, related=related.pk)
    related.delete()


@transaction.atomic
def tag_review(*, review: Review, themes: Iterable[Theme], by: User) -> None:
    """Say what a review was about, in the words the hub shares. Words of a paper stay beside."""
    insist(access.leads(by, review))
    Review.objects.select_for_update().get(pk=review.pk)
    wanted = {theme.pk: theme for theme in themes}
    review.themes.exclude(theme=None).exclude(theme__in=wanted).delete()
    there = set(review.themes.exclude(theme=None).values_list("theme", flat=True))
    last = max(review.themes.values_list("order", flat=True), default=0)
    for order, theme in enumerate((wanted[pk] for pk in wanted if pk not in there), last + 1):
        ReviewTheme.objects.create(review=review, order=order, text=theme.name, theme=theme)
    audit.record("review.tagged", review, by=by, themes=sorted(wanted))
