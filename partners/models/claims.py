"""What people say of where they work, and the e-mail domains that make it likely."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from partners.models.agencies import Agency
from partners.models.partnerships import Partnership
from portal import clock
from portal.constraints import both_or_neither

# Anybody has an address here, or so many agencies do that it says nothing of one.
SHARED_DOMAINS = frozenset(
    [
        "aol.co.uk",
        "aol.com",
        "btinternet.com",
        "btopenworld.com",
        "fastmail.com",
        "gmail.com",
        "gmx.co.uk",
        "gmx.com",
        "googlemail.com",
        "hotmail.co.uk",
        "hotmail.com",
        "icloud.com",
        "live.co.uk",
        "live.com",
        "mac.com",
        "mail.com",
        "me.com",
        "msn.com",
        "nhs.net",
        "ntlworld.com",
        "outlook.co.uk",
        "outlook.com",
        "proton.me",
        "protonmail.com",
        "rocketmail.com",
        "sky.com",
        "talktalk.net",
        "virginmedia.com",
        "yahoo.co.uk",
        "yahoo.com",
        "ymail.com",
        "zoho.com",
    ]
)


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].strip().lower()


def is_shared(domain: str) -> bool:
    """Whether it is a public mailbox provider, or one that many agencies share."""
    return not SHARED_DOMAINS.isdisjoint(wider(domain))


def wider(domain: str) -> list[str]:
    """The domain and those it lies in, the nearest first: a.b.uk, b.uk."""
    parts = domain.lower().split(".")
    return [".".join(parts[at:]) for at in range(len(parts) - 1)]


class AgencyDomain(models.Model):
    """An e-mail domain that belongs to one agency. It proposes an agency and opens nothing."""

    domain = models.CharField(max_length=120, unique=True)
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="domains")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["domain"]
        constraints = [
            models.CheckConstraint(
                condition=Q(domain__regex=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$"),
                name="partners_agencydomain_is_a_domain",
            )
        ]

    def __str__(self) -> str:
        return self.domain


class ClaimQuerySet(models.QuerySet["Claim"]):
    def waiting(self) -> Self:
        return self.filter(status=Claim.Status.WAITING)

    def told(self) -> Self:
        return self.select_related("person", "agency", "partnership", "settled_by")


class Claim(models.Model):
    """Somebody says that they work for an agency, and asks to stand there as a practitioner."""

    MOST_WAITING = 3

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting"
        CONFIRMED = "confirmed", "Confirmed"
        REFUSED = "refused", "Refused"
        TAKEN_BACK = "taken back", "Taken back"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="claims")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="claims")
    job = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=clock.now)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    reason = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "agency", "partnership"],
                condition=Q(status="waiting"),
                name="partners_claim_one_waiting",
            ),
            both_or_neither("settled_at", "settled_by"),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(reason=""),
                name="partners_claim_refused_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status="waiting") | Q(settled_at=None),
                name="partners_claim_waiting_is_not_settled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.agency}"

    def get_absolute_url(self) -> str:
        return reverse("partners:claim", kwargs={"claim_id": self.pk})
