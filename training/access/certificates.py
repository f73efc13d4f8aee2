"""Certificates: to whom one belongs, who may fetch it, and who checks one by its code."""

from django.db.models import Q, QuerySet

from partners.access import standing
from partners.models import Role
from portal.access import keeper, key_of
from portal.models import User
from training.access.bookings import led
from training.access.catalogue import LEADS
from training.models import Booking, Certificate, CertificatePolicy, CertificateQuerySet
from training.models.certificates import read_code


@keeper(Certificate)
def certificates(user: User) -> CertificateQuerySet:
    """One's own; to a lead those of people their agency sent; to those who run training, all."""
    footing = standing(user)
    runs = footing.partnerships(*LEADS)
    seen = Q(booking__session__course__partnership__in=runs)
    if user.is_authenticated:
        seen |= Q(booking__person_id=key_of(user))
    if footing.holds(Role.AGENCY_LEAD):
        seen |= Q(booking__in=Booking.objects.filter(led(footing)))
    return Certificate.objects.filter(seen)


def may_fetch(user: User, certificate: Certificate) -> bool:
    """The paper of a certificate that holds, for whoever sees it."""
    holds = certificate.withdrawn_at is None
    return holds and certificates(user).filter(pk=certificate.pk).exists()


def certificate_coded(code: str) -> CertificateQuerySet:
    """The certificate with this code. The code is the key: whoever has it may check it."""
    return Certificate.objects.filter(code=read_code(code))


@keeper(CertificatePolicy)
def certificate_policies(user: User) -> QuerySet[CertificatePolicy]:
    return CertificatePolicy.objects.filter(partnership__in=standing(user).partnerships(*LEADS))
