"""A partnership with fees and a policy in force, for tests of what a booking costs."""

from dataclasses import dataclass
from typing import Any

from tests.factories.partners import AgencyFactory, PartnershipFactory
from tests.factories.training import BookingFactory, CourseFactory, SessionFactory
from tests.factories.training_money import (
    BEGAN,
    FeeFactory,
    FeeTableFactory,
    PayerClassFactory,
    PayerFactory,
    PolicyFactory,
    RuleFactory,
)
from training.models import FeeTable, Policy


@dataclass
class Priced:
    """A place costs a school £80; giving it up within 5 working days £25."""

    partnership: Any
    school: Any
    schools: Any
    table: Any
    policy: Any

    def session(self, **facts: Any) -> Any:
        return SessionFactory(course__partnership=self.partnership, **facts)

    def course(self, **facts: Any) -> Any:
        return CourseFactory(partnership=self.partnership, **facts)

    def booking(self, **facts: Any) -> Any:
        facts.setdefault("session", self.session())
        return BookingFactory(agency=self.school, **facts)


def priced() -> Priced:
    at, school = PartnershipFactory(), AgencyFactory()
    schools = PayerClassFactory(partnership=at, name="Schools")
    PayerFactory(agency=school, payer_class=schools)
    table = FeeTableFactory(partnership=at, name="Fees of 2020")
    FeeFactory(table=table, payer_class=schools)
    policy = PolicyFactory(partnership=at)
    RuleFactory(policy=policy)
    agree(policy)
    approve(table)
    return Priced(at, school, schools, table, policy)


def approve(table: Any) -> Any:
    FeeTable.objects.filter(pk=table.pk).update(status=FeeTable.Status.APPROVED)
    table.refresh_from_db()
    return table


def agree(policy: Any) -> Any:
    Policy.objects.filter(pk=policy.pk).update(agreed_on=BEGAN)
    policy.refresh_from_db()
    return policy
