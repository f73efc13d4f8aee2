"""What the tests of the programme share: people of one partnership, and what forms send."""

from datetime import timedelta

from django.urls import reverse

from portal import clock
from tests.factories.partners import StandingFactory


def at(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def lead_of(partnership):
    return StandingFactory(partnership=partnership, role="training_lead").person


def agency_lead(partnership, agency):
    return StandingFactory(partnership=partnership, agency=agency, role="agency_lead").person


def partner_of(partnership):
    return StandingFactory(partnership=partnership).person


def day_boxes(name, day):
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def in_days(number):
    return clock.today() + timedelta(days=number)
