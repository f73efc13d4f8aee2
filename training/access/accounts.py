"""Who keeps the training account: those who keep its money, and nobody else."""

from django.db.models import QuerySet

from portal.access import keeper
from portal.models import User
from training.access.money import money_places
from training.models import AccountYear, Contract, Cost, Session, TrainingHost


@keeper(TrainingHost)
def training_hosts(user: User) -> QuerySet[TrainingHost]:
    return TrainingHost.objects.filter(partnership__in=money_places(user))


@keeper(AccountYear)
def account_years(user: User) -> QuerySet[AccountYear]:
    return AccountYear.objects.filter(partnership__in=money_places(user))


@keeper(Cost)
def costs(user: User) -> QuerySet[Cost]:
    return Cost.objects.filter(account__in=account_years(user))


def sessions_costed(account: AccountYear) -> QuerySet[Session]:
    """Sessions of a year, for its costs to name."""
    ours = Session.objects.filter(course__partnership=account.partnership_id)
    of_year = ours.begun_between(account.start, account.end)
    return of_year.select_related("course").order_by("starts_at")


def contracts_costed(account: AccountYear) -> QuerySet[Contract]:
    """Contracts in force in a year, for its costs to name."""
    ours = Contract.objects.filter(provider__partnership=account.partnership_id)
    in_year = ours.filter(starts_on__lte=account.end, ends_on__gte=account.start)
    return in_year.select_related("provider").order_by("title", "pk")
