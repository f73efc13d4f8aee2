"""What is said before a local review is commissioned, and who is asked to write it."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from django.db import transaction

from partners.models import Agency
from partners.models.standings import leads_of
from portal import audit, clock, conflicts, deadlines, notices
from portal.access import insist
from portal.models import User
from reviews import access
from reviews.actions.letting import let_in, let_out
from reviews.deadlines import MONITORING, review_leads
from reviews.models import (
    AgencyDeclaration,
    ConflictOfInterest,
    KeyLine,
    LocalReview,
    ProgressRequest,
    Reviewer,
    ScrutineerEntry,
)

audit.words(
    {
        "localreview.scrutiny_written": "Wrote the scrutineer's entry about a local review",
        "localreview.agency_asked": "Asked an agency about a conflict of interest",
        "localreview.agency_declared": "Declared for an agency whether it has a conflict",
        "localreview.reviewer_appointed": "Appointed the reviewer of a local review",
        "localreview.reviewer_ended": "Ended the work of a reviewer",
        "localreview.key_line_added": "Added a key line of enquiry",
        "localreview.key_line_dropped": "Dropped a key line of enquiry",
        "localreview.progress_asked": "Asked a reviewer how far the review is",
        "localreview.progress_answered": "Answered how far a review is",
    }
)

WAITS = "review_waits"


class AlreadyAnswered(Exception):
    """Somebody else has answered meanwhile. What they said stands."""


@transaction.atomic
def write_scrutiny(*, local: LocalReview, view: str, text: str, by: User) -> ScrutineerEntry:
    """The independent scrutineer takes part in the decision to commission."""
    insist(access.scrutinised(by).filter(pk=local.pk).exists())
    entry = ScrutineerEntry.objects.create(local_review=local, view=view, text=text, by=by)
    audit.record("localreview.scrutiny_written", local, by=by, view=view)
    return entry


@transaction.atomic
def ask_agencies(*, local: LocalReview, agencies: Iterable[Agency], told: str, by: User) -> int:
    """Ask each agency that was not asked before; its leads are told. Says how many were asked."""
    insist(access.leads_local(by, local))
    LocalReview.objects.select_for_update().get(pk=local.pk)
    asked = set(local.declarations.values_list("agency", flat=True))
    fresh = [agency for agency in agencies if agency.pk not in asked]
    for agency in fresh:
        declaration = AgencyDeclaration.objects.create(
            local_review=local, agency=agency, told=told, asked_by=by
        )
        audit.record("localreview.agency_asked", local, by=by, agency=agency.pk)
        for person in leads_of(agency.pk, local.review.partnership_id):
            notices.queue(WAITS, to=person, about=declaration)
    return len(fresh)


@transaction.atomic
def answer_declaration(
    *, declaration: AgencyDeclaration, answer: str, reason: str, heard_from: str, by: User
) -> None:
    """Say whether the agency has a conflict. One shuts the file to everybody who acts for it.

    Raises AlreadyAnswered, or NobodyLeft when no review lead could open the file any more.
    """
    insist(access.answers_declaration(by, declaration))
    answered = AgencyDeclaration.objects.open().filter(pk=declaration.pk)
    facts = {"answered_by": by, "answered_at": clock.now(), "heard_from": heard_from}
    if answered.update(answer=answer, reason=reason, **facts) != 1:
        raise AlreadyAnswered
    local = declaration.local_review
    told = {"agency": declaration.agency_id, "answer": answer}
    audit.record("localreview.agency_declared", local, by=by, **told)
    if answer == AgencyDeclaration.Answer.CONFLICT:
        shut_out(declaration, reason, by)


def shut_out(declaration: AgencyDeclaration, reason: str, by: User) -> None:
    """A file that is shut to the agency already stays so."""
    review = declaration.local_review.review
    conflict = ConflictOfInterest(
        review=review, agency=declaration.agency, declared_by=by, reason=reason
    )
    with suppress(conflicts.AlreadyDeclared):
        conflicts.declare(conflict, by=by)
    if not review_leads(review):
        raise conflicts.NobodyLeft


@transaction.atomic
def appoint_reviewer(
    *,
    local: LocalReview,
    person: User,
    terms: str,
    knowledge: str,
    independence: str,
    engaged_on: date,
    ends_on: date,
    by: User,
) -> Reviewer:
    """Engage somebody without a link to the case, and let them in until their work ends.

    Raises AlreadyLetIn when they can open the file already.
    """
    grant = let_in(review=local.review, person=person, reason="Reviewer", ends_on=ends_on, by=by)
    reviewer = Reviewer.objects.create(
        local_review=local,
        person=person,
        grant=grant,
        terms=terms,
        knowledge=knowledge,
        independence=independence,
        engaged_on=engaged_on,
        ends_on=ends_on,
        appointed_by=by,
    )
    audit.record("localreview.reviewer_appointed", local, by=by, person=person.pk)
    return reviewer


@transaction.atomic
def end_reviewer(*, reviewer: Reviewer, by: User) -> None:
    """Their access ends at once. Twice is as good as once."""
    insist(access.leads_local(by, reviewer.local_review))
    if reviewer.works_now:
        let_out(reviewer.grant, by)
        facts = {"person": reviewer.person_id}
        audit.record("localreview.reviewer_ended", reviewer.local_review, by=by, **facts)


@transaction.atomic
def add_key_line(*, local: LocalReview, text: str, by: User) -> KeyLine:
    insist(access.works_on(by, local))
    line = KeyLine.objects.create(local_review=local, text=text, added_by=by)
    audit.record("localreview.key_line_added", local, by=by, line=line.pk)
    return line


@transaction.atomic
def drop_key_line(*, line: KeyLine, reason: str, by: User) -> None:
    """The question stays to be read, with why it is asked no longer."""
    insist(access.leads_local(by, line.local_review))
    standing = KeyLine.objects.filter(pk=line.pk, dropped_at=None)
    if standing.update(dropped_at=clock.now(), dropped_by=by, drop_reason=reason) == 1:
        audit.record("localreview.key_line_dropped", line.local_review, by=by, line=line.pk)


@transaction.atomic
def ask_progress(*, local: LocalReview, asked: str, due_on: date, by: User) -> ProgressRequest:
    """Ask in writing, which is the look at time and quality that is due every month."""
    insist(access.leads_local(by, local))
    request = ProgressRequest.objects.create(
        local_review=local, asked=asked, due_on=due_on, asked_by=by
    )
    audit.record("localreview.progress_asked", local, by=by, request=request.pk)
    for reviewer in local.reviewers.select_related("grant", "person"):
        if reviewer.works_now:
            notices.queue(WAITS, to=reviewer.person, about=local, once=f"progress:{request.pk}")
    looked_at(local, by)
    return request


def looked_at(local: LocalReview, by: User) -> None:
    """The month begins again, unless the review is signed off."""
    deadlines.meet(MONITORING, local.review)
    if local.status in (LocalReview.Status.IN_PROGRESS, LocalReview.Status.PAUSED):
        deadlines.start(MONITORING, local.review, owner=by)


@transaction.atomic
def answer_progress(*, request: ProgressRequest, answer: str, by: User) -> None:
    """The reviewer answers, once. Raises AlreadyAnswered."""
    insist(access.reviews_it(by, request.local_review))
    waiting = ProgressRequest.objects.filter(pk=request.pk, answer="")
    if waiting.update(answer=answer, answered_by=by, answered_at=clock.now()) != 1:
        raise AlreadyAnswered
    facts = {"request": request.pk}
    audit.record("localreview.progress_answered", request.local_review, by=by, **facts)
