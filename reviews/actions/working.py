"""What is written while a local review runs: who was heard, drafts, comments on them."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from portal import audit, clock, files
from portal.access import insist
from portal.files.opened import Opened
from portal.models import User
from reviews import access
from reviews.actions.commissioning import AlreadyAnswered
from reviews.files import DRAFT
from reviews.models import (
    Contact,
    Draft,
    DraftComment,
    DraftReading,
    LocalReview,
    sealed_words,
)

audit.words(
    {
        "localreview.contact_added": "Recorded a contact with family or practitioners",
        "localreview.draft_added": "Added a version of the draft report",
        "draft.read": "Said that they have read a version of the draft report",
        "draft.commented": "Commented on a version of the draft report",
        "draft.answered": "Answered a comment on the draft report",
    }
)


@transaction.atomic
def add_contact(
    *,
    local: LocalReview,
    who: str,
    role: str,
    on: date,
    how: str,
    outcome: str,
    said: str,
    by: User,
) -> Contact:
    """Who was asked or heard. What they said is sealed; the record says that, and no more."""
    insist(access.works_on(by, local) and on <= clock.today())
    contact = Contact.objects.create(
        local_review=local,
        who=who,
        role=role,
        on=on,
        how=how,
        outcome=outcome,
        sealed=sealed_words(local, said),
        by=by,
    )
    audit.record("localreview.contact_added", local, by=by, who=who)
    return contact


@transaction.atomic
def add_draft(
    *, local: LocalReview, text: str, note: str, uploads: Sequence[Opened], by: User
) -> Draft:
    """The next version: a text, files or both. Raises files.NotKept when there is no room."""
    insist(access.works_on(by, local))
    LocalReview.objects.select_for_update().get(pk=local.pk)
    last = local.drafts.order_by("-number").values_list("number", flat=True).first() or 0
    draft = Draft.objects.create(local_review=local, number=last + 1, text=text, note=note, by=by)
    audit.record("localreview.draft_added", local, by=by, number=draft.number)
    files.keep(files=uploads, use=DRAFT, about=draft, by=by)
    return draft


@transaction.atomic
def mark_read(*, draft: Draft, by: User) -> None:
    """Twice is as good as once."""
    insist(access.reads_drafts(by, draft))
    _, new = DraftReading.objects.get_or_create(draft=draft, person=by)
    if new:
        audit.record("draft.read", draft, by=by)


@transaction.atomic
def comment_on_draft(
    *, draft: Draft, section: str, quote: str, text: str, by: User
) -> DraftComment:
    insist(access.reads_drafts(by, draft))
    comment = DraftComment.objects.create(
        draft=draft, section=section, quote=quote, text=text, by=by
    )
    audit.record("draft.commented", draft, by=by, comment=comment.pk)
    return comment


@transaction.atomic
def answer_comment(*, comment: DraftComment, answer: str, by: User) -> None:
    """The reviewer says what became of it, once. Raises AlreadyAnswered."""
    insist(access.reviews_it(by, comment.draft.local_review))
    waiting = DraftComment.objects.filter(pk=comment.pk, answer="")
    if waiting.update(answer=answer, answered_by=by, answered_at=clock.now()) != 1:
        raise AlreadyAnswered
    audit.record("draft.answered", comment.draft, by=by, comment=comment.pk)
