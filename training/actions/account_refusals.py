"""Why something about funds, payments or the account of a year is refused."""

from training.actions.money_refusals import MoneyRefusal


class OriginNotAllowed(MoneyRefusal):
    sentence = (
        "This fund does not pay for training that answers that. Choose another origin or fund, "
        "or add to the course what it answers."
    )
    field = "origin"


class FundTooSmall(MoneyRefusal):
    sentence = "The fund does not have so much left. Check the amount, or choose another fund."
    field = "amount"


class FundOfOtherDays(MoneyRefusal):
    sentence = "This fund does not pay for sessions on that day. Choose another fund."
    field = "fund"


class FundedAlready(MoneyRefusal):
    sentence = "A fund pays for this session already. Look at it again."


class SessionOver(MoneyRefusal):
    sentence = "This session has begun or was cancelled, so no fund can pay for it any more."


class FreePlacesTaken(MoneyRefusal):
    sentence = "People have or had free places on this session, so the fund goes on paying for it."


class NotPaying(MoneyRefusal):
    sentence = "The fund does not pay for this session any more. Look at it again."


class OriginInUse(MoneyRefusal):
    sentence = "A fund paid for a session because of this, so it stays with the course."


class ReversedAlready(MoneyRefusal):
    sentence = "This has been taken back already. Look at the invoice again."


class NotReversible(MoneyRefusal):
    sentence = "This takes back another entry itself. Record what really happened instead."


class PaidBackSince(MoneyRefusal):
    sentence = (
        "Money was paid back for this invoice since, so less than nothing would have come in. "
        "Take back the repayment first."
    )


class RefundAboveOverpaid(MoneyRefusal):
    sentence = (
        "This is more than is owed back for the invoice. Check the amount, or credit the invoice "
        "first."
    )
    field = "amount"


class AccountThere(MoneyRefusal):
    sentence = "There is an account of this year already."
    field = "year"


class AccountNotBegun(MoneyRefusal):
    sentence = "This year has not begun yet."
    field = "year"


class BroughtFromBefore(MoneyRefusal):
    sentence = (
        "The year before has an account here: what it carries forward comes from there. Leave this "
        "empty."
    )
    field = "brought_forward"


class CostOutsideYear(MoneyRefusal):
    sentence = "The day must be in the year of this account, and not in the future."
    field = "spent_on"


class ReasonWanted(MoneyRefusal):
    sentence = "The year is closed. Enter why this is entered after it was closed."
    field = "reason"


class CorrectedAlready(MoneyRefusal):
    sentence = "This has been corrected already. Look at the account again."


class NotCorrectable(MoneyRefusal):
    sentence = "This corrects another cost itself. Enter what it really cost instead."


class YearNotOver(MoneyRefusal):
    sentence = "This year is not over yet. Close it once it is."


class ClosedAlready(MoneyRefusal):
    sentence = "This year was closed already. Look at it again."


class DecidedOutside(MoneyRefusal):
    sentence = "The day of the decision must be after the year began, and not in the future."
    field = "decided_on"


class HostOverlaps(MoneyRefusal):
    sentence = "Another host begins on that day or later. Choose a later day."
    field = "since"
