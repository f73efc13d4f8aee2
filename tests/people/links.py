"""Where an invitation leads."""

from django.urls import reverse


def link(offered, door="invitation"):
    return reverse(f"partners:{door}", kwargs={"invitation_token": offered.token})
