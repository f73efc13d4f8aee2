"""What each partner reports of its year: developments, impact, plans."""

from django.db import models
from django.urls import reverse

from partners.models.agencies import Agency
from partners.models.facts import Fact, Words
from partners.models.partnerships import Partnership
from partners.models.posts import Post


class AgencyStatement(Fact):
    """One agency's account of a year, signed by a post."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="statements")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="statements")
    year = models.CharField(max_length=20, help_text='Such as "2019-20".')
    author_post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="statements"
    )
    order = models.PositiveSmallIntegerField(default=1)

    class Meta(Fact.Meta):
        ordering = ["-year", "order", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "agency", "year"], name="partners_agencystatement_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}, {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("partners:statement", kwargs={"statement_id": self.pk})

    @property
    def parts(self) -> list[tuple[str, list["StatementPoint"]]]:
        """Points under their headings, in the order of the form; empty headings left out."""
        points = list(self.points.all())
        told = [(part, [p for p in points if p.part == part]) for part in StatementPoint.Part]
        return [(part.label, found) for part, found in told if found]

    @property
    def merges_developments_and_impact(self) -> bool:
        """Some agencies write the two parts as one."""
        merged = StatementPoint.Part.DEVELOPMENTS_AND_IMPACT
        return any(point.part == merged for point in self.points.all())


class StatementPoint(Fact):
    """One point of a statement, sometimes of a single provider under the partner."""

    class Part(Words):
        DEVELOPMENTS = "developments"
        IMPACT = "impact"
        DEVELOPMENTS_AND_IMPACT = "developments and impact"
        FUTURE_PLANS = "future plans"
        CHALLENGES = "challenges and priorities"
        JOINT = "joint commitments"

    statement = models.ForeignKey(AgencyStatement, models.CASCADE, related_name="points")
    part = models.CharField(max_length=26, choices=Part)
    provider = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="statement_points"
    )
    order = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()

    class Meta(Fact.Meta):
        ordering = ["statement", "order", "ref"]

    def __str__(self) -> str:
        return f"{self.get_part_display()}, {self.order}"
