"""How fees, policies, charges, free places and funds come in from elsewhere, and leave again."""

from portal.packs import Column, Reader, register
from training.models import (
    CancellationRule,
    Charge,
    Fee,
    FeeApproval,
    FeeTable,
    FreePlace,
    Fund,
    FundUse,
    Payer,
    PayerClass,
    Policy,
)

PENCE = "Whole pence: 4700 is £47.00."
HUNDREDTHS = "Hundredths of a per cent: 500 is 5%."

register(
    Reader(
        file="training/payer_classes.csv",
        title="Classes of payers",
        model=PayerClass,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("partnership"),
            Column("name"),
            Column("order"),
            Column("is_usual", help="For agencies that no other class was given to."),
        ),
    )
)
register(
    Reader(
        file="training/payers.csv",
        title="Which class an agency pays by",
        model=Payer,
        scope="payer_class__partnership",
        columns=(
            Column("ref"),
            Column("agency"),
            Column("payer_class"),
            Column("since"),
            Column("until"),
        ),
    )
)
register(
    Reader(
        file="training/fee_tables.csv",
        title="Tables of fees",
        model=FeeTable,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("partnership"),
            Column("name"),
            Column("since", help="The first day on which bookings cost these fees."),
            Column("status"),
            Column("why"),
            Column("came_from", help="The table whose fees were raised."),
            Column("uplift", help=HUNDREDTHS),
            Column("step", help="Pence to which raised fees were rounded."),
        ),
    )
)
register(
    Reader(
        file="training/fees.csv",
        title="Fees",
        model=Fee,
        scope="table__partnership",
        columns=(
            Column("ref"),
            Column("table"),
            Column("payer_class"),
            Column("course", help="Empty where the fee is for a level and a length."),
            Column("level"),
            Column("length"),
            Column("amount", help=PENCE),
        ),
    )
)
register(
    Reader(
        file="training/fee_approvals.csv",
        title="Groups that approved a table of fees",
        model=FeeApproval,
        scope="table__partnership",
        columns=(Column("ref"), Column("table"), Column("group"), Column("met_on")),
    )
)
register(
    Reader(
        file="training/policies.csv",
        title="Policies of training",
        model=Policy,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("partnership"),
            Column("kind"),
            Column("title"),
            Column("text"),
            Column("since"),
            Column("review_on"),
            Column("agreed_on", help="Empty for a draft."),
            Column("agreed_in"),
            Column("cut_off", help="The hour of the day by which notice in days is given."),
            Column("on_free_places"),
        ),
    )
)
register(
    Reader(
        file="training/cancellation_rules.csv",
        title="What late notice and absence cost",
        model=CancellationRule,
        scope="policy__partnership",
        columns=(
            Column("ref"),
            Column("policy"),
            Column("occasion"),
            Column("notice"),
            Column("unit"),
            Column("payer_class"),
            Column("length"),
            Column("amount", help=PENCE),
            Column("share", help=f"Of the fee. {HUNDREDTHS}"),
        ),
    )
)
register(
    Reader(
        file="training/free_places.csv",
        title="Free places asked for and decided",
        model=FreePlace,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("partnership"),
            Column("agency"),
            Column("organisation"),
            Column("registered"),
            Column("number"),
            Column("why"),
            Column("policy"),
            Column("asked_on"),
            Column("status"),
            Column("decided_on"),
            Column("reason"),
            Column("since"),
            Column("until"),
            Column("withdrawn_from", help="The first day on which places cost it again."),
            Column("withdrawn_because"),
        ),
    )
)
register(
    Reader(
        file="training/funds.csv",
        title="Funds for free training",
        model=Fund,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("partnership"),
            Column("name"),
            Column("amount", help=PENCE),
            Column("since"),
            Column("until"),
            Column("origins", help="What a course must answer to be paid from it."),
            Column("note"),
        ),
    )
)
register(
    Reader(
        file="training/fund_uses.csv",
        title="Sessions that a fund pays for",
        model=FundUse,
        scope="fund__partnership",
        columns=(
            Column("ref"),
            Column("fund"),
            Column("session"),
            Column("origin", help="Which of the course's origins the session answers."),
            Column("amount", help=PENCE),
            Column("used_on"),
            Column("given_back_on"),
        ),
    )
)
register(
    Reader(
        file="training/charges.csv",
        title="Charges for bookings",
        model=Charge,
        scope="booking__session__course__partnership",
        columns=(
            Column("ref"),
            Column("booking"),
            Column("kind"),
            Column("agency"),
            Column("amount", help=f"{PENCE} Below 0: taken back. Empty: not set yet."),
            Column("because"),
            Column("made_on"),
            Column("falls_on"),
            Column("fee_table"),
            Column("payer_class"),
            Column("policy"),
            Column("free_place"),
            Column("fund"),
        ),
    )
)
