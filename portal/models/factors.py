"""What stops a code of an authenticator app from being used twice."""

from django.db import models


class SpentCode(models.Model):
    """The latest half-minute whose code an authenticator app has spent. It only ever grows."""

    authenticator = models.OneToOneField("mfa.Authenticator", models.CASCADE, related_name="spent")
    step = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"authenticator {self.authenticator_id}, step {self.step}"
