"""Makers of drafts, contacts, and of what of a review becomes public."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from reviews import models
from tests.factories.portal import UserFactory
from tests.factories.reviews import ReviewFactory
from tests.factories.reviews_local import LocalReviewFactory
from tests.leaks import SENTINEL
from tests.world import thing


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = models.Contact

    local_review = factory.SubFactory(LocalReviewFactory)
    who = models.Contact.With.FAMILY
    role = "Grandmother"
    on = date(2020, 6, 1)
    how = models.Contact.How.MEETING
    outcome = models.Contact.Outcome.TOOK_PART
    sealed = factory.LazyAttribute(
        lambda made: models.sealed_words(made.local_review, f"Nobody asked {SENTINEL}")
    )
    by = factory.SubFactory(UserFactory)


class DraftFactory(DjangoModelFactory):
    class Meta:
        model = models.Draft

    local_review = factory.SubFactory(LocalReviewFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = f"What was seen of {SENTINEL}"
    by = factory.SubFactory(UserFactory)


class DraftReadingFactory(DjangoModelFactory):
    class Meta:
        model = models.DraftReading

    draft = factory.SubFactory(DraftFactory)
    person = factory.SubFactory(UserFactory)


class DraftCommentFactory(DjangoModelFactory):
    class Meta:
        model = models.DraftComment

    draft = factory.SubFactory(DraftFactory)
    section = "Findings"
    quote = f"seen of {SENTINEL}"
    text = f"Say by whom {SENTINEL} was seen"
    by = factory.SubFactory(UserFactory)


class PublicationFactory(DjangoModelFactory):
    class Meta:
        model = models.Publication

    review = factory.SubFactory(ReviewFactory)
    title = factory.Sequence(lambda n: f"Alder {n}")
    report = "# What was learned\n\nNobody asked the child.\n\n- Ask\n- Listen"
    synopsis = "Ask the child, and listen."
    guide = factory.LazyFunction(lambda: [f"Part {n}" for n in range(len(models.GUIDE_PARTS))])

    class Params:
        out = factory.Trait(
            status="published", published_on=date(2020, 9, 1), until=date(2021, 9, 1)
        )


class ReportCopyFactory(DjangoModelFactory):
    class Meta:
        model = models.ReportCopy

    review = factory.SubFactory(ReviewFactory)
    to = models.ReportCopy.To.PANEL
    sent_on = date(2020, 9, 1)
    by = factory.SubFactory(UserFactory)


class AnonymityCheckFactory(DjangoModelFactory):
    class Meta:
        model = models.AnonymityCheck

    publication = factory.SubFactory(PublicationFactory)
    seal = factory.LazyAttribute(lambda made: made.publication.text_seal)
    searched = 4
    by = factory.SubFactory(UserFactory)


class AcceptedWordsFactory(DjangoModelFactory):
    class Meta:
        model = models.AcceptedWords

    publication = factory.SubFactory(PublicationFactory)
    mark = factory.Sequence(lambda n: f"{n:064}")
    kind = "Name"
    reason = "The name of the month"
    by = factory.SubFactory(UserFactory)


@thing("draft_id")
def draft(world):
    return DraftFactory(local_review__review__partnership=world.partnership)


@thing("draft_comment_id")
def draft_comment(world):
    return DraftCommentFactory(draft__local_review__review__partnership=world.partnership)


@thing("publication_id")
def publication(world):
    """In preparation, of a local review that is signed off."""
    local = LocalReviewFactory(review__partnership=world.partnership, status="signed off")
    return PublicationFactory(review=local.review)


@thing("published_id")
def published(world):
    return PublicationFactory(review__partnership=world.partnership, out=True)


@thing("paper")
def paper(world):
    return "report"


@thing("local_move")
def local_move(world):
    return "hand_in"
