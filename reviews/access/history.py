"""Which lines of the record are about a file, for whoever sees the file."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from portal.models import Event, User
from reviews.access.cases import reviews
from reviews.models import (
    Child,
    Handover,
    Incident,
    InformationRequest,
    RapidReview,
    Review,
    SafetyAction,
    Screening,
)

# Models whose rows are part of a file, each with the path from a row to its file.
# Every family of pages adds its own.
belonging: dict[type[Model], str] = {
    Incident: "review",
    Child: "review",
    Screening: "review",
    RapidReview: "review",
    InformationRequest: "rapid__review",
    SafetyAction: "rapid__review",
    Handover: "review",
}


def done_in(user: User, review: Review) -> QuerySet[Event]:
    """What was done to a file and to what belongs to it, the latest first."""
    about = Q(subject_type=ContentType.objects.get_for_model(Review), subject_id=review.pk)
    for model, path in belonging.items():
        rows = model._default_manager.filter(**{path: review}).values("pk")
        about |= Q(subject_type=ContentType.objects.get_for_model(model), subject_id__in=rows)
    done: QuerySet[Event] = Event.objects.filter(about).select_related("by").order_by("-seq")
    return done if reviews(user).filter(pk=review.pk).exists() else done.none()
