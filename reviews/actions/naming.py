"""Looking, before words travel, whether they could tell who the children of a file are."""

from django.db import transaction

from portal import audit
from portal.access import insist
from portal.models import User
from reviews import access, anonymity
from reviews.actions.clearing import known_of
from reviews.models import Review


@transaction.atomic
def names_in(*, review: Review, text: str, by: User) -> list[str]:
    """The words of a text that tell who a child is, as far as it is recorded; each once.

    A look at their identity: it is noted as one, whatever becomes of the words. So it stands
    apart from the action that keeps them, which may be refused and leave nothing behind.
    """
    insist(access.leads(by, review))
    sought = list(dict.fromkeys(known_of(review)))
    if not sought:
        return []
    audit.sighted(review, by=by, what="review.identity_searched")
    found = anonymity.search(sought, {"": text})
    return list(dict.fromkeys(text[place.start : place.end] for place in found))
