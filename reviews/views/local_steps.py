"""What has been done of a local review, what comes next, and who can do it."""

from dataclasses import dataclass

from django.urls import reverse

from portal.models import User
from reviews import access
from reviews.kinds import Family
from reviews.models import LocalReview, Review
from reviews.views.steps import DONE as STEP_DONE
from reviews.views.steps import NOT_NEEDED, NOT_YET, STARTED, Step, tells_steps
from reviews.workflow import LOCAL_REVIEWS

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
class Next:
    """The one next step: a link to a page, or a button that makes a move at once."""

    label: str
    address: str
    lacks: tuple[str, ...]
    at_once: bool = False


def at(name: str, local: LocalReview) -> str:
    return reverse(f"reviews:{name}", kwargs={"local_review_id": local.pk})


# The move that comes next in each status, the page that makes it, and whether it asks anything.
NEXT = {
    Status.DECIDED: ("commission", "local_commission", False),
    Status.COMMISSIONED: ("begin", "local_begin", True),
    Status.PAUSED: ("resume", "local_resume", False),
}
# What the form of a move asks itself is not missing before it.
ASKED_THERE = ("What is to be published is not recorded yet.",)


def next_step(user: User, local: LocalReview) -> Next | None:
    """None for whoever does not lead the review, or when the next step is none of one page."""
    if local.status not in NEXT or not access.leads_local(user, local):
        return None
    name, page, at_once = NEXT[Status(local.status)]
    move = LOCAL_REVIEWS.moves[name]
    lacks = tuple(one for one in move.lacks(local) if one not in ASKED_THERE)
    return Next(move.label, at(page, local), lacks, at_once)


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
    local = access.local_reviews(user).filter(review=review).first()
    if local is None:
        return undecided(user, review)
    state = STEP_DONE if local.status == Status.SIGNED_OFF else STARTED
    address, hint = local.get_absolute_url(), local.get_status_display()
    return [Step(label="Local review", state=state, address=address, hint=hint)]


def undecided(user: User, review: Review) -> list[Step]:
    """Deciding on one is offered to whoever leads a file that is not an archived row."""
    if not access.undecided(user).filter(pk=review.pk).exists():
        return []
    address = reverse("reviews:local_decide", kwargs={"review_id": review.pk})
    state = NOT_NEEDED if review.published else NOT_YET
    return [Step(label="Local review", state=state, address=address)]
