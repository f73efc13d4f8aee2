"""The texts that leave a review: written, searched for who the children are, signed."""

from collections.abc import Iterator

from django.db import transaction

from portal import audit
from portal.access import insist
from portal.models import User
from portal.workflow import MoveRefused
from reviews import access, anonymity
from reviews.actions.saving import save
from reviews.actions.signing import sign, take_back_signatures
from reviews.clearance import clearance
from reviews.models import (
    AcceptedWords,
    AnonymityCheck,
    Child,
    Incident,
    LocalReview,
    Publication,
    Review,
    Signature,
)
from reviews.workflow import LOCAL_REVIEWS

audit.words(
    {
        "review.identity_searched": "Searched the report for who the children of a case are",
        "publication.report_saved": "Saved the report that is to be published",
        "publication.learning_saved": "Saved the synopsis of learning and the 7-minute guide",
        "publication.checked": "Checked whether a report tells who a child is",
        "publication.words_accepted": "Accepted words that the check of anonymity found",
    }
)
LOCKED = "The report is signed off. Open it again before you change it."
OUT = "The copies have gone out. Defer the publication before you change its text."
NOT_NOW = "The report is not out for signing."


class NothingToSearch(Exception):
    """Nobody has recorded who the children are, and no other words were given."""


class CheckAgain(Exception):
    """The texts have changed since the check, or somebody has accepted these words."""


def held(publication: Publication) -> Publication:
    """The row, locked, so that nobody signs or sends a text that changes meanwhile."""
    return Publication.objects.select_for_update().get(pk=publication.pk)


def refuse_when_out(publication: Publication) -> None:
    if publication.status != Publication.Status.PREPARING:
        raise MoveRefused(OUT)


@transaction.atomic
def save_report(*, publication: Publication, seen: int, title: str, report: str, by: User) -> None:
    """Raises SavedMeanwhile, or MoveRefused once it is signed off or copies are out."""
    insist(access.writes_publication(by, publication))
    refuse_when_out(held(publication))
    local = LocalReview.objects.filter(review=publication.review_id).first()
    if local and local.status == LocalReview.Status.SIGNED_OFF:
        raise MoveRefused(LOCKED)
    save(publication, seen=seen, title=title, report=report)
    audit.record("publication.report_saved", publication, by=by, seal=publication.report_seal)


@transaction.atomic
def save_learning(
    *, publication: Publication, seen: int, synopsis: str, guide: list[str], by: User
) -> None:
    """Raises SavedMeanwhile, or MoveRefused once copies are out."""
    insist(access.writes_publication(by, publication))
    refuse_when_out(held(publication))
    save(publication, seen=seen, synopsis=synopsis, guide=guide)
    audit.record("publication.learning_saved", publication, by=by)


@transaction.atomic
def check_anonymity(*, publication: Publication, also: str, by: User) -> AnonymityCheck:
    """Open who the children are, and search every text that can become public for it.

    A look at their identity: noted as one. `also`: other names and places to look for; they are
    kept nowhere. Raises NothingToSearch.
    """
    insist(access.leads_publication(by, publication))
    now = held(publication)
    audit.sighted(publication.review, by=by, what="review.identity_searched")
    sought = list(dict.fromkeys([*known_of(publication.review), *typed(also)]))
    if not sought:
        raise NothingToSearch
    texts = now.texts
    found = [
        [place.text, place.start, place.end, place.kind]
        for place in anonymity.search(sought, texts)
    ]
    check = AnonymityCheck.objects.create(
        publication=publication, seal=now.text_seal, searched=len(sought), found=found, by=by
    )
    audit.record("publication.checked", publication, by=by, found=len(found), seal=check.seal)
    return check


def known_of(review: Review) -> Iterator[anonymity.Sought]:
    """What is recorded of who the children are and of the days of the case."""
    for child in Child.objects.filter(review=review).select_related("identity"):
        if child.death_known_on:
            yield anonymity.Sought(anonymity.DAY, day=child.death_known_on)
        if hasattr(child, "identity"):
            known = child.identity.opened
            yield from anonymity.words_of(anonymity.NAME, known.name)
            yield from anonymity.words_of(anonymity.NAME, known.other_names)
            yield from anonymity.words_of(anonymity.PLACE, known.addresses)
            yield from anonymity.words_of(anonymity.SCHOOL, known.school)
            yield from anonymity.days_of(known.born)
    incident = Incident.objects.filter(review=review).first()
    if incident and incident.happened_on:
        yield anonymity.Sought(anonymity.DAY, day=incident.happened_on)


def typed(also: str) -> Iterator[anonymity.Sought]:
    yield from anonymity.days_of(also)
    yield from anonymity.words_of(anonymity.NAME, anonymity.DATE.sub(" ", also))


@transaction.atomic
def accept_words(
    *, publication: Publication, check: int, number: int, reason: str, by: User
) -> AcceptedWords:
    """Let words stay that a check found, with a reason. Raises CheckAgain when it is outdated."""
    insist(access.leads_publication(by, publication))
    cleared = clearance(held(publication))
    finding = next((one for one in cleared.open if one.number == number), None)
    if finding is None or cleared.check is None or cleared.check.pk != check:
        raise CheckAgain
    accepted = AcceptedWords.objects.create(
        publication=publication,
        mark=anonymity.mark_of(finding.words),
        kind=finding.kind,
        reason=reason,
        by=by,
    )
    audit.record("publication.words_accepted", publication, by=by, kind=finding.kind)
    return accepted


@transaction.atomic
def sign_report(*, publication: Publication, seen: str, note: str, by: User) -> list[Signature]:
    """Sign the report as it was shown. Raises MoveRefused when it reads otherwise by now."""
    now = held(publication)
    local = LocalReview.objects.select_for_update().get(review=publication.review_id)
    if local.status != LocalReview.Status.DRAFT:
        raise MoveRefused(NOT_NOW)
    return sign(
        review=publication.review,
        paper=Signature.Paper.LOCAL,
        seal=now.report_seal,
        seen=seen,
        note=note,
        by=by,
    )


@transaction.atomic
def reopen_report(*, local: LocalReview, by: User) -> None:
    """The report is open for changes again, and what was signed no longer stands."""
    report = Publication.objects.select_for_update().filter(review=local.review_id).first()
    if report:
        refuse_when_out(report)
    LOCAL_REVIEWS.make("reopen", local, by=by, signed_off_on=None)
    take_back_signatures(review=local.review, paper=Signature.Paper.LOCAL, by=by)
