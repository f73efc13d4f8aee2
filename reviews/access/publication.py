"""Who prepares a publication, and what of it anybody may read without an account."""

from django.db.models import Q, QuerySet

from portal.access import keeper
from portal.models import Document, User
from reviews.access.cases import leads, led_reviews, reviews
from reviews.access.history import belonging
from reviews.access.local import worked_on
from reviews.models import (
    AcceptedWords,
    AnonymityCheck,
    Publication,
    PublicationQuerySet,
    PublishedResource,
    ReportCopy,
)

belonging[Publication] = "review"
PAPERS = {
    "report": "reviews.published_report",
    "synopsis": "reviews.synopsis",
    "guide": "reviews.guide",
}


@keeper(Publication)
def publications(user: User) -> PublicationQuerySet:
    return Publication.objects.filter(review__in=reviews(user)).select_related("review")


def led_publications(user: User) -> PublicationQuerySet:
    led = Publication.objects.filter(review__in=led_reviews(user))
    return led.select_related("review__local_review")


def written_publications(user: User) -> PublicationQuerySet:
    """Whose texts this person may write: as review lead, or as the reviewer."""
    ours = Q(review__in=led_reviews(user)) | Q(review__local_review__in=worked_on(user))
    return publications(user).filter(ours).select_related("review__local_review")


def writes_publication(user: User, publication: Publication) -> bool:
    return written_publications(user).filter(pk=publication.pk).exists()


def leads_publication(user: User, publication: Publication) -> bool:
    return leads(user, publication.review)


def published() -> PublicationQuerySet:
    """For everybody, without an account: what is out, and the line left of what was withdrawn."""
    return Publication.objects.public().select_related("review__partnership")


def public_file(publication: Publication, paper: str) -> Document | None:
    """The PDF that was made when it was published, while it is public."""
    if not publication.is_readable or (paper == "report" and not publication.has_report):
        return None
    made = Document.objects.about(publication).filter(kind=PAPERS.get(paper, ""), status="ready")
    return made.filter(requested_at__date__gte=publication.published_on).order_by("-pk").first()


@keeper(ReportCopy)
def copies(user: User) -> QuerySet[ReportCopy]:
    return ReportCopy.objects.filter(review__in=reviews(user))


@keeper(AnonymityCheck)
def anonymity_checks(user: User) -> QuerySet[AnonymityCheck]:
    return AnonymityCheck.objects.filter(publication__in=led_publications(user))


@keeper(AcceptedWords)
def accepted_words(user: User) -> QuerySet[AcceptedWords]:
    return AcceptedWords.objects.filter(publication__in=led_publications(user))


@keeper(PublishedResource)
def published_resources(user: User) -> QuerySet[PublishedResource]:
    return PublishedResource.objects.filter(publication__in=publications(user))
