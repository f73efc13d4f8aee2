"""What has been done of a local review, what comes next, and who can do it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from portal.models import User
from reviews import access
from reviews.kinds import Family
from reviews.models import LocalReview, Publication, Review, Signature
from reviews.views.steps import DONE as STEP_DONE
from reviews.views.steps import NOT_NEEDED, NOT_YET, STARTED, Step, tells_steps
from reviews.workflow import LOCAL_REVIEWS
from reviews.workflow.local import (
    every_agency_declared,
    has_a_reviewer,
    has_key_lines,
    intent_is_known,
    scrutineer_took_part,
)

Status = LocalReview.Status
DONE = ("Completed", "")


@dataclass(frozen=True)
class Task:
    """One line of the task list, as `parts/task_list.html` shows it."""

    label: str
    status: str
    tone: str
    address: str
    hint: str = ""


@dataclass(frozen=True)
class Lack:
    """Something that is missing before the next step; where it is done, or none to wait for it."""

    words: str
    address: str = ""


@dataclass(frozen=True)
class Next:
    """The one next step: a link to a page, or a button that makes a move at once."""

    label: str
    address: str
    lacks: tuple[Lack, ...] = ()
    at_once: bool = False


def at(name: str, local: LocalReview) -> str:
    return reverse(f"reviews:{name}", kwargs={"local_review_id": local.pk})


# The move that comes next in each status, the page that makes it, and whether it asks anything.
NEXT = {
    Status.DECIDED: ("commission", "local_commission", False),
    Status.COMMISSIONED: ("begin", "local_begin", True),
    Status.PAUSED: ("resume", "local_resume", False),
}
# Where that is done which a move waits for. What its own form asks is not missing before it.
WAYS: dict[Callable[[LocalReview], str], str] = {
    every_agency_declared: "local_ask_agencies",
    has_a_reviewer: "local_reviewer",
    has_key_lines: "local_key_lines",
}
REPORT = "Go on with the report and its publication"


def next_step(user: User, local: LocalReview) -> Next | None:
    """None for whoever neither leads the review nor writes it, and has nothing to sign."""
    leads = access.leads_local(user, local)
    if local.status not in NEXT:
        return of_report(user, local, leads=leads)
    if not leads:
        return None
    name, page, at_once = NEXT[Status(local.status)]
    move = LOCAL_REVIEWS.moves[name]
    lacks = [(need, need(local)) for need in move.needs if need is not intent_is_known]
    told = tuple(Lack(words, way_to(need, local)) for need, words in lacks if words)
    return Next(move.label, at(page, local), told, at_once)


def of_report(user: User, local: LocalReview, *, leads: bool) -> Next | None:
    """For who leads or writes: its page. For who signs: the text to read and sign."""
    found = access.publications(user).filter(review=local.review_id).first()
    if found is None:
        return None
    if leads or access.writes_publication(user, found):
        return Next(REPORT, found.get_absolute_url())
    asked = local.status == Status.DRAFT
    if asked and access.may_sign(user, local.review, Signature.Paper.LOCAL, found.report_seal):
        here = {"publication_id": found.pk}
        return Next("Read and sign the report", reverse("reviews:publication_sign", kwargs=here))
    return None


def way_to(need: Callable[[LocalReview], str], local: LocalReview) -> str:
    """The scrutineer writes their own entry: whoever leads can let them in to the file for it."""
    if need is scrutineer_took_part:
        return reverse("reviews:let_in", kwargs={"review_id": local.review_id})
    return at(WAYS[need], local)


def tasks(user: User, local: LocalReview, *, works: bool) -> list[Task]:
    """Each step as its own page; a step this person cannot take has no address."""
    leads = access.leads_local(user, local)
    scrutinises = access.scrutinised(user).filter(pk=local.pk).exists()
    return [
        scrutiny(local, scrutinises),
        declarations(local, leads),
        reviewer(local, leads),
        key_lines(local, works),
        contacts(local, works),
        drafts(local, works),
        report(user, local),
    ]


def scrutiny(local: LocalReview, may: bool) -> Task:
    status, tone = DONE if local.scrutiny.exists() else ("Not yet started", "grey")
    address = at("local_scrutiny", local) if may else ""
    hint = "Written by the scrutineer, once the file is opened to them by name."
    return Task("Scrutineer's entry", status, tone, address, hint)


def declarations(local: LocalReview, may: bool) -> Task:
    answers = list(local.declarations.values_list("answer", flat=True))
    waiting = answers.count("")
    status, tone = DONE if answers and not waiting else ("Not yet started", "grey")
    if waiting:
        status, tone = f"{waiting} of {len(answers)} not answered", "amber"
    address = at("local_ask_agencies", local) if may else ""
    return Task("Agencies declare conflicts of interest", status, tone, address)


def reviewer(local: LocalReview, may: bool) -> Task:
    working = any(one.works_now for one in local.reviewers.select_related("grant"))
    status, tone = DONE if working else ("Not yet started", "grey")
    return Task("Reviewer", status, tone, at("local_reviewer", local) if may else "")


def key_lines(local: LocalReview, may: bool) -> Task:
    count = local.key_lines.filter(dropped_at=None).count()
    status, tone = (f"{count} recorded", "blue") if count else ("Not yet started", "grey")
    address = at("local_key_lines", local) if may else ""
    return Task("Key lines of enquiry", status, tone, address)


def contacts(local: LocalReview, may: bool) -> Task:
    """Only who works on the review learns how many there are."""
    count = local.contacts.count() if may else 0
    status, tone = (f"{count} recorded", "blue") if count else ("Not yet started", "grey")
    hint = "For who leads and who carries out the review alone."
    address = at("local_contacts", local) if may else ""
    if not may:
        status, tone = "Not shown to you", "grey"
    return Task("Families and practitioners", status, tone, address, hint)


def drafts(local: LocalReview, may: bool) -> Task:
    last = local.drafts.first()
    status, tone = (str(last), "blue") if last else ("Not yet started", "grey")
    address = at("local_draft_add", local) if may else ""
    return Task("Drafts", status, tone, address)


def report(user: User, local: LocalReview) -> Task:
    """The text that is signed and published."""
    found = access.publications(user).filter(review=local.review_id).first()
    if found is None:
        return Task("Report, signatures and publication", "Cannot start yet", "grey", "")
    tone = "" if found.is_readable else "blue"
    address = found.get_absolute_url()
    return Task("Report, signatures and publication", found.get_status_display(), tone, address)


@tells_steps(40, Family.LOCAL)
def told(user: User, review: Review) -> list[Step]:
    """The local review as one step of its file."""
    found = access.local_reviews(user).filter(review=review)
    local = found.select_related("review__publication").first()
    if local is None:
        return undecided(user, review)
    text = getattr(local.review, "publication", None)
    if local.status == Status.SIGNED_OFF and text is not None:
        return [of_publication(text)]
    verb, hint = "Go on with the local review", local.get_status_display()
    address, state = local.get_absolute_url(), STARTED
    return [Step(label="Local review", state=state, address=address, verb=verb, hint=hint)]


def of_publication(text: Publication) -> Step:
    """The report is signed off: what is left is what becomes of it."""
    decided = text.status in Publication.DECIDED
    return Step(
        label="Local review",
        state=STEP_DONE if decided else STARTED,
        address=text.get_absolute_url(),
        verb="Go on with the publication",
        hint=f"Report signed off. {text.get_status_display()}",
    )


def undecided(user: User, review: Review) -> list[Step]:
    """Deciding on one is offered to whoever leads a file that is not an archived row."""
    if not access.undecided(user).filter(pk=review.pk).exists():
        return []
    address = reverse("reviews:local_decide", kwargs={"review_id": review.pk})
    state = NOT_NEEDED if review.published else NOT_YET
    decided = review.kind == Review.Kind.LOCAL
    verb = "Record the decision to hold a local review" if decided else ""
    return [Step(label="Local review", state=state, address=address, verb=verb)]
