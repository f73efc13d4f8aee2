"""Where else in training somebody goes, by what they do."""

from django.urls import reverse

from partners.access import standing
from portal.models import User
from training.access.catalogue import LEADS, runs_training
from training.access.records import leads_people, sees_agency_training
from training.access.registers import trains
from training.access.strategies import sees_strategies


def ways(user: User) -> list[tuple[str, str]]:
    """(address, label) of each page for this person; costs no query."""
    led, runs, enters = leads_people(user), runs_training(user), sees_agency_training(user)
    plans = sees_strategies(user)
    found = [
        (True, "training:record", "My training record"),
        (trains(user), "training:my_sessions", "Sessions you teach"),
        (led, "training:agency_record", "Training of your people"),
        (led, "training:requirement_list", "Who must do which course"),
        (enters, "training:agency_training_list", "Training by single agencies"),
        (True, "training:training_group_list", "Groups that answer for training"),
        (plans, "training:strategy_list", "Training strategies"),
        (runs, "training:provider_list", "Providers"),
        (runs, "training:change_list", "Change notices to providers"),
        (runs, "training:improvement_list", "Improvements of training"),
        (runs, "training:unmatched_list", "Bookings without a person"),
        (True, "training:suggestion_list", "Improvements of booking"),
        (True, "training:certificate_check", "Check a certificate"),
    ]
    pages = [(reverse(door), label) for shown, door, label in found if shown]
    for at in sorted(standing(user).partnerships(*LEADS)):
        policy = reverse("training:certificate_policy", kwargs={"partnership_id": at})
        pages.append((policy, "When certificates are issued"))
    return pages
