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


class BeginsInThePast(MoneyRefusal):
    sentence = (
        "This was to begin on a day that is over. Withdraw it and make another that begins later."
    )


class BeginsWithAnother(MoneyRefusal):
    sentence = "Another one begins on that very day. Choose another day."
    field = "since"


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
