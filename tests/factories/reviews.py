"""Makers of reviews, and of who may open them."""

from datetime import timedelta
from importlib import import_module

import factory
from django.contrib.auth.models import Permission
from factory.django import DjangoModelFactory

from partners.models import Role
from portal import clock
from reviews import models
from tests.factories.partners import AgencyFactory, PartnershipFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.leaks import SENTINEL
from tests.world import thing


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = models.Review

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"SCR {n + 100}")
    kind = models.Review.Kind.SERIOUS_CASE
    law = models.Review.Law.OLD


class ReviewLearningFactory(DjangoModelFactory):
    class Meta:
        model = models.ReviewLearning

    review = factory.SubFactory(ReviewFactory)
    order = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Learning {n} about {SENTINEL}")


class ReviewThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.ReviewTheme

    review = factory.SubFactory(ReviewFactory)
    order = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Theme {n} of {SENTINEL}")


class ReviewFactFactory(DjangoModelFactory):
    class Meta:
        model = models.ReviewFact

    partnership = factory.SubFactory(PartnershipFactory)
    year = "2019-20"
    kind = models.ReviewFact.Kind.THEME
    order = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Fact {n}")
    in_report = True


class ReviewGrantFactory(DjangoModelFactory):
    class Meta:
        model = models.ReviewGrant

    user = factory.SubFactory(UserFactory)
    content_object = factory.SubFactory(ReviewFactory)
    permission = factory.LazyFunction(lambda: Permission.objects.get(codename="view_review"))
    reason = "Reviewer"
    granted_by = factory.SubFactory(UserFactory)
    starts_at = factory.LazyFunction(lambda: clock.now() - timedelta(days=1))
    expires_at = factory.LazyFunction(lambda: clock.now() + timedelta(days=30))


class ConflictFactory(DjangoModelFactory):
    class Meta:
        model = models.ConflictOfInterest

    review = factory.SubFactory(ReviewFactory)
    person = factory.SubFactory(UserFactory)
    reason = "Worked with the family"


class AgencyConflictFactory(ConflictFactory):
    person = None
    agency = factory.SubFactory(AgencyFactory)
    declared_by = factory.SubFactory(UserFactory)


class HandoverFactory(DjangoModelFactory):
    """The offer of a review by the lead of its partnership to another one."""

    class Meta:
        model = models.Handover

    review = factory.SubFactory(ReviewFactory)
    giver = factory.SelfAttribute("review.partnership")
    receiver = factory.SubFactory(PartnershipFactory)
    number = factory.SelfAttribute("review.title")
    from_day = factory.LazyFunction(clock.today)
    reason = "The partnership splits in two"
    sight = models.Handover.Sight.LOSES
    sight_reason = "Nothing is left to do here"
    offered_by = factory.LazyAttribute(lambda offer: review_lead(offer.giver))


class ThematicFileFactory(DjangoModelFactory):
    class Meta:
        model = models.ThematicFile

    thematic = factory.SubFactory(ReviewFactory, kind="thematic review")
    review = factory.SubFactory(
        ReviewFactory, partnership=factory.SelfAttribute("..thematic.partnership")
    )


class CommonThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.CommonTheme

    thematic = factory.SubFactory(ReviewFactory, kind="thematic review")
    name = factory.Sequence(lambda n: f"Common theme {n}")
    finding = f"What {SENTINEL} has in common"


class ContributionFactory(DjangoModelFactory):
    class Meta:
        model = models.Contribution

    review = factory.SubFactory(ReviewFactory, kind="contribution")
    lead = "Far Away Safeguarding Partnership"


class OccasionFactory(DjangoModelFactory):
    class Meta:
        model = models.Occasion

    review = factory.SubFactory(ReviewFactory, kind="learning event")
    about = f"How {SENTINEL} was heard"


class RelatedReviewFactory(DjangoModelFactory):
    class Meta:
        model = models.RelatedReview

    review = factory.SubFactory(ReviewFactory)
    sort = "adult review"
    body = "Safeguarding Adults Board"
    shared = f"Exploitation, of {SENTINEL}"


class NationalPublicationFactory(DjangoModelFactory):
    class Meta:
        model = models.NationalPublication

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"National review {n}")
    sort = "national review"
    publisher = "National Panel"


class GapLineFactory(DjangoModelFactory):
    class Meta:
        model = models.GapLine

    publication = factory.SubFactory(NationalPublicationFactory)
    order = factory.Sequence(lambda n: n + 1)
    recommendation = factory.Sequence(lambda n: f"Recommendation {n}")


def review_lead(partnership):
    """Somebody who leads the reviews of a partnership."""
    return StandingFactory(role=Role.REVIEW_LEAD, partnership=partnership).person


@thing("review_id")
def review(world):
    """A review that a referral opened, with a screening that waits."""
    files = import_module("tests.factories.reviews_files")
    made = ReviewFactory(partnership=world.partnership, kind=models.Review.Kind.RAPID)
    files.IncidentFactory(review=made)
    files.ScreeningFactory(review=made)
    return made


@thing("review_grant_id")
def grant(world):
    return ReviewGrantFactory(content_object__partnership=world.partnership)


@thing("review_conflict_id")
def conflict(world):
    return ConflictFactory(review__partnership=world.partnership)


@thing("handover_id")
def handover(world):
    """A review of another partnership that is offered to this one."""
    offered = ReviewFactory(partnership=PartnershipFactory())
    return HandoverFactory(review=offered, receiver=world.partnership)


@thing("thematic_file_id")
def thematic_file(world):
    return ThematicFileFactory(thematic__partnership=world.partnership)


@thing("common_theme_id")
def common_theme(world):
    return CommonThemeFactory(thematic__partnership=world.partnership)


@thing("related_review_id")
def related_review(world):
    return RelatedReviewFactory(review__partnership=world.partnership)


@thing("national_id")
def national(world):
    return NationalPublicationFactory(partnership=world.partnership)


@thing("gap_id")
def gap(world):
    return GapLineFactory(publication__partnership=world.partnership)
