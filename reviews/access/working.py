"""Who reads what families and practitioners said, and who reads and comments on drafts."""

from django.db.models import QuerySet

from portal.access import keeper
from portal.models import User
from reviews.access.cases import reviews_worked_on
from reviews.access.history import belonging
from reviews.access.local import carries_out, local_reviews, worked_on
from reviews.models import Contact, Draft, DraftComment, DraftReading

belonging[Draft] = "local_review__review"


@keeper(Contact)
def contacts(user: User) -> QuerySet[Contact]:
    """Narrower than the file: for who leads the review and who carries it out."""
    return Contact.objects.filter(local_review__in=worked_on(user))


@keeper(Draft)
def drafts(user: User) -> QuerySet[Draft]:
    return Draft.objects.filter(local_review__in=local_reviews(user))


def drafts_to_write(user: User) -> QuerySet[Draft]:
    """Drafts of reviews this person leads or carries out."""
    return drafts(user).filter(local_review__in=worked_on(user))


def writes_draft(user: User, draft: Draft) -> bool:
    return drafts_to_write(user).filter(pk=draft.pk).exists()


def reads_drafts(user: User, draft: Draft) -> bool:
    """May say that they have read it, and comment: not who opened the file in an emergency."""
    worked_on_now = drafts(user).filter(local_review__review__in=reviews_worked_on(user))
    return worked_on_now.filter(pk=draft.pk).exists()


@keeper(DraftReading)
def readings(user: User) -> QuerySet[DraftReading]:
    return DraftReading.objects.filter(draft__in=drafts(user))


@keeper(DraftComment)
def draft_comments(user: User) -> QuerySet[DraftComment]:
    return DraftComment.objects.filter(draft__in=drafts(user))


def comments_to_answer(user: User) -> QuerySet[DraftComment]:
    """What the reviewer has not answered yet."""
    mine = carries_out(user).values("local_review")
    return draft_comments(user).filter(answer="", draft__local_review__in=mine)
