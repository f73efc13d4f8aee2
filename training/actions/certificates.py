"""Issuing certificates to those who came, and withdrawing them from those who did not."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from partners.models import Partnership
from portal import audit, clock
from portal.access import insist
from portal.documents import request_document
from portal.jobs import enqueue
from portal.models import Document, User
from training import access, papers
from training.models import (
    Booking,
    BookingQuerySet,
    Certificate,
    CertificatePolicy,
    Rating,
    Session,
)

audit.words(
    {
        "session.certificates_settled": "Issued and withdrew certificates of a training session",
        "certificate.policy_set": "Said when certificates are issued",
    }
)

PUT_RIGHT = "The register was put right."


def settle_certificates(*, session: Session, by: User) -> int:
    """Bring the certificates of a closed session in line with its register. Returns how many new.

    Called in the transaction that closes or corrects the register, under the session's lock.
    """
    withdrawn = withdraw(session, by)
    issued = [certificate_of(booking) for booking in earned(session)]
    Certificate.objects.bulk_create(issued)
    if issued or withdrawn:
        facts = {"issued": len(issued), "withdrawn": withdrawn}
        audit.record("session.certificates_settled", session, by=by, **facts)
    if issued:
        enqueue("training.tasks.print_certificates", session_id=session.pk)
    return len(issued)


def withdraw(session: Session, by: User) -> int:
    """Take back what was issued to somebody who is no longer marked as having come."""
    wrong = Certificate.objects.valid().filter(booking__session=session)
    wrong = wrong.exclude(booking__status=Booking.Status.ATTENDED)
    facts = {"withdrawn_at": clock.now(), "withdrawn_because": PUT_RIGHT, "withdrawn_by": by}
    return wrong.update(**facts)


def earned(session: Session) -> BookingQuerySet:
    """Who came to the end and has no valid certificate; where it is asked for, and has rated."""
    valid = Certificate.objects.valid().filter(booking=OuterRef("pk"))
    came = session.bookings.attended().filter(~Exists(valid))
    at = session.course.partnership_id
    if CertificatePolicy.objects.filter(partnership=at, after_evaluation=True).exists():
        came = came.filter(Exists(Rating.objects.filter(booking=OuterRef("pk"))))
    return came.select_related("session__course")


def certificate_of(booking: Booking) -> Certificate:
    course, held_on = booking.session.course, booking.session.starts_on
    renew_by = clock.add_months(held_on, course.valid_months) if course.valid_months else None
    return Certificate(
        booking=booking,
        name=booking.delegate,
        course=course.title,
        held_on=held_on,
        hours=course.hours,
        renew_by=renew_by,
    )


@transaction.atomic
def evaluated(*, booking: Booking, by: User) -> None:
    """Somebody has said what they thought: where that was missing, their certificate is issued."""
    session = Session.objects.select_for_update().get(pk=booking.session_id)
    if session.status == Session.Status.DELIVERED:
        settle_certificates(session=session, by=by)


def print_certificates(*, session_id: int) -> int:
    """Have the paper made of each valid certificate of a session that has none. Returns how many.

    Twice is as good as once.
    """
    valid = Certificate.objects.valid().filter(booking__session_id=session_id)
    papers_of = Document.objects.filter(kind=papers.CERTIFICATE.key)
    there = set(
        papers_of.filter(subject_id__in=valid.values("pk")).values_list("subject_id", flat=True)
    )
    missing = [one for one in valid if one.pk not in there]
    return len([request_document(papers.CERTIFICATE, one, by=None) for one in missing])


@transaction.atomic
def set_certificate_policy(*, partnership: Partnership, after_evaluation: bool, by: User) -> None:
    insist(access.runs_training_at(by, partnership.pk))
    policy, _ = CertificatePolicy.objects.update_or_create(
        partnership=partnership, defaults={"after_evaluation": after_evaluation}
    )
    audit.record("certificate.policy_set", policy, by=by, after_evaluation=after_evaluation)
