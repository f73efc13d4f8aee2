"""Why something about money is refused, each in a sentence for whoever asked."""


class MoneyRefusal(Exception):
    """What is the case instead. Its sentence says how to go on; `field` is the box it is about."""

    sentence = ""
    field: str | None = None

    def __str__(self) -> str:
        return self.sentence


class NothingToWaive(MoneyRefusal):
    sentence = "Only a charge for late notice or for not coming can be waived."


class AlreadyWaived(MoneyRefusal):
    sentence = "This charge has been waived already."


class AlreadySet(MoneyRefusal):
    sentence = "This booking has its fee already, or was given up. Look at it again."


class NotADraft(MoneyRefusal):
    sentence = "This is no longer a draft, so it cannot be changed. Look at it again."


class NotProposed(MoneyRefusal):
    sentence = "This table does not wait for approval. Look at it again."


class NoFees(MoneyRefusal):
    sentence = "This table has no fees yet. Set at least one."


class FeeSaidTwice(MoneyRefusal):
    sentence = "This table has a fee for exactly that already. Remove it before you set another."
    field = "payer_class"


class BeginsInThePast(MoneyRefusal):
    sentence = (
        "This was to begin on a day that is over. Withdraw it and make another that begins later."
    )
    field = "since"


class AgreedTooLate(BeginsInThePast):
    sentence = "This was to begin on a day that is over. Give it a first day that is to come."


class BeginsWithAnother(MoneyRefusal):
    sentence = "Another one begins on that very day. Choose another day."
    field = "since"


class ProposedByYou(MoneyRefusal):
    sentence = "You proposed this table. Somebody else has to record what the groups decided."
    field = "group"


class ApprovedByThisGroup(MoneyRefusal):
    sentence = "This group has approved the table already. Another group has to."
    field = "group"


class NameTaken(MoneyRefusal):
    sentence = "There is one of that name already. Choose another name."
    field = "name"


class DatesOverlap(MoneyRefusal):
    sentence = "This agency has a class that begins on that day or later. Choose a later day."
    field = "since"


class NoRules(MoneyRefusal):
    sentence = "This policy has no rule yet. Add what late notice costs."


class RuleSaidTwice(MoneyRefusal):
    sentence = "This policy has a rule for exactly that already. Remove it before you add another."
    field = "occasion"


class MonthNotOver(MoneyRefusal):
    sentence = "This month is not over yet. Draft its invoices once it is."
    field = "month"


class NothingToInvoice(MoneyRefusal):
    sentence = "Nothing of this month or before waits to be invoiced."
    field = "month"


class UnknownOrder(MoneyRefusal):
    sentence = "This agency has no order of that number today. Check it, or add the order first."
    field = "number"


class OrderUsedUp(MoneyRefusal):
    sentence = "This invoice goes beyond what the order allows. Ask the agency for another order."
    field = "number"


class NoContact(MoneyRefusal):
    sentence = "This agency has no finance contact. Name one before you issue the invoice."


class NotIssued(MoneyRefusal):
    sentence = "This has not been issued, so nothing is owed for it yet."


class CreditAboveInvoice(MoneyRefusal):
    sentence = "A credit cannot be more than what is left of the invoice."
    field = "amount"


class PaymentAboveDebt(MoneyRefusal):
    sentence = "This is more than is still owed for the invoice. Check the amount."
    field = "amount"


class PaidTooEarly(MoneyRefusal):
    sentence = "The day of the payment must be between the day of the invoice and today."
    field = "paid_on"


class OrderKnown(MoneyRefusal):
    sentence = "This agency has an order of that number already."
    field = "number"


class AlreadyAsked(MoneyRefusal):
    sentence = "This agency has asked already, and waits for a decision."
    field = "organisation"


class NoFreePlacePolicy(MoneyRefusal):
    sentence = "No policy on free places is in force. Let a group agree one before you decide."
    field = "decision"


class AlreadyDecided(MoneyRefusal):
    sentence = "This was decided already. Look at it again."
    field = "decision"


class NotFreeThen(MoneyRefusal):
    sentence = "Places are not free on that day. Choose a day between the first and the last."
    field = "withdrawn_from"


class AlreadyWithdrawn(MoneyRefusal):
    sentence = "Free places were withdrawn already. Look at it again."
    field = "withdrawn_from"
