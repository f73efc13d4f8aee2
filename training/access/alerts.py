"""Alerts of new dates: one's own, and the one whose secret link somebody holds."""

from portal.access import keeper, key_of
from portal.models import User
from training.models import DateAlert, DateAlertQuerySet


@keeper(DateAlert)
def date_alerts(user: User) -> DateAlertQuerySet:
    return DateAlert.objects.filter(person_id=key_of(user))


def alert_of(token: str) -> DateAlertQuerySet:
    """The alert that a link in a mail speaks of; the link is the key."""
    return DateAlert.objects.of_token(token)
