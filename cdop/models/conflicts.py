"""Who is shut out of a death because of a conflict of interest."""

from django.db import models

from cdop.models.deaths import Death
from portal.models.conflicts import Conflict, declared_once


class ConflictOfInterest(Conflict):
    """Who is shut out of a death, and with it of its item in the panel's papers."""

    about = "death"

    death = models.ForeignKey(Death, models.PROTECT, related_name="conflicts")

    class Meta(Conflict.Meta):
        constraints = [*Conflict.Meta.constraints, *declared_once("death")]
