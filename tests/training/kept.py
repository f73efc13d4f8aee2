"""A training account that is kept: for tests of what it comes to, and of its pages."""

from portal import clock
from tests.factories.partners import GroupFactory, StandingFactory
from tests.factories.training_money import AccountYearFactory, IssuedInvoiceFactory
from training import actions
from training.accounts import statements
from training.models import financial_year

THIS = financial_year(clock.today())
LAST = THIS - 1


class Kept:
    """The account of last year, which is over, and those who keep it."""

    def __init__(self):
        self.lead = StandingFactory(role="training_lead").person
        self.at = self.lead.standings.get().partnership
        self.account = AccountYearFactory(partnership=self.at, year=LAST)
        self.group = GroupFactory(partnership=self.at)

    def spend(self, amount=35_000, account=None, **facts):
        at = account or self.account
        told = {"heading": "trainer", "text": "Two days", "spent_on": at.start} | facts
        told = {"session": None, "contract": None} | told
        return actions.add_cost(account=at, amount=amount, by=self.lead, **told)

    def close(self, **facts):
        told = {"decision": "carry forward", "words": "Keep it", "decided_on": clock.today()}
        told = {"group": self.group, "account": self.account} | told | facts
        return actions.close_account(by=self.lead, **told)

    def bill(self, net, **facts):
        told = {"issued_on": self.account.start, "line": None} | facts
        return IssuedInvoiceFactory(
            partnership=self.at, net=net, vat=net // 5, total=net + net // 5, **told
        )

    def credit(self, invoice, net, **facts):
        return self.bill(-net, kind="credit note", credits=invoice, **facts)

    def statement(self, account=None):
        [told] = statements([account or self.account])
        return told
