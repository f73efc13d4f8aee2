"""What training costs and who owes it on 14 September 2020. Invented, to have money to look at."""

from demo.facts import Facts
from demo.generate.sheets import Sheets

INVENTED = "Invented for the demonstration."
CLASSES = (
    ("statutory", "Statutory partners"),
    ("schools", "Schools and early years"),
    ("charities", "Charities and community interest companies"),
    ("others", "Private and independent"),
    ("away", "From outside the area"),
)
STATUTORY = ("bcp_council", "dorset_council", "police", "dhc", "dch", "rbch", "phft", "ccg")
FEES = {"statutory": 4700, "schools": 4700, "charities": 2400, "others": 9500, "away": 11_000}
GROUPS = ("training_op", "training_strategic")
INVOICED = (("agency/dhc", 3, 5000), ("agency/rbch", 2, 0), ("agency/dch", 2, 5000))
FEBRUARY = "2020-02"
FUNDED = "pdscp/session/306"  # its course answers a priority


def write(facts: Facts, sheets: Sheets) -> None:
    """Fees, policies, what the places of the autumn cost, and three invoices of the summer."""
    classes(sheets)
    tables(sheets)
    policies(sheets)
    places(sheets)
    free(sheets)
    applications(sheets)
    for number, (agency, lines, paid) in enumerate(INVOICED, start=1):
        invoice(sheets, number, agency, lines, paid)


def classes(sheets: Sheets) -> None:
    for order, (name, words) in enumerate(CLASSES, start=1):
        sheets.add(
            "training/payer_classes",
            f"pdscp/payer-class/{name}",
            partnership="pdscp",
            name=words,
            order=order,
            is_usual=name == "others",
        )
    for agency in STATUTORY:
        sheets.add(
            "training/payers",
            f"pdscp/payer/{agency}",
            agency=f"agency/{agency}",
            payer_class="pdscp/payer-class/statutory",
            since="2019-08-01",
        )


def tables(sheets: Sheets) -> None:
    table(sheets, "2019", "2019-08-01", "2019-07-10", FEES)
    raised = {name: (pence * 105 // 100 + 25) // 50 * 50 for name, pence in FEES.items()}
    before = {"came_from": "pdscp/fee-table/2019", "uplift": 500, "step": 50}
    table(sheets, "2020", "2020-04-01", "2020-02-12", raised, **before)
    proposed(sheets, {name: (pence * 105 // 100 + 25) // 50 * 50 for name, pence in raised.items()})


def proposed(sheets: Sheets, fees: dict[str, int]) -> None:
    """The fees of next year: one group has approved them, and one more has to."""
    ours = sheets.add(
        "training/fee_tables",
        "pdscp/fee-table/2021",
        partnership="pdscp",
        name="Fees of 2021-22",
        since="2021-04-01",
        status="proposed",
        why=f"Rooms and trainers cost more. {INVENTED}",
        came_from="pdscp/fee-table/2020",
        uplift=500,
        step=50,
    )
    for name, amount in fees.items():
        fee(sheets, ours, "2021", name, amount)
    approval(sheets, ours, "2021", GROUPS[0], "2020-09-09")


def table(
    sheets: Sheets, year: str, since: str, met: str, fees: dict[str, int], **before: object
) -> None:
    ours = sheets.add(
        "training/fee_tables",
        f"pdscp/fee-table/{year}",
        partnership="pdscp",
        name=f"Fees of {year}-{int(year) % 100 + 1}",
        since=since,
        status="approved",
        why=INVENTED,
        **before,
    )
    for name, amount in fees.items():
        fee(sheets, ours, year, name, amount)
    for group in GROUPS:
        approval(sheets, ours, year, group, met)


def fee(sheets: Sheets, table: str, year: str, name: str, amount: int) -> None:
    sheets.add(
        "training/fees",
        f"pdscp/fee/{year}/{name}",
        table=table,
        payer_class=f"pdscp/payer-class/{name}",
        amount=amount,
    )


def approval(sheets: Sheets, table: str, year: str, group: str, met: str) -> None:
    sheets.add(
        "training/fee_approvals",
        f"pdscp/fee-approval/{year}/{group}",
        table=table,
        group=f"pdscp/group/{group}",
        met_on=met,
    )


def policies(sheets: Sheets) -> None:
    for kind, title, text in (
        (
            "cancelling",
            "Cancelling a place",
            "Tell us early when you cannot come: somebody else can have the place. " + INVENTED,
        ),
        (
            "free places",
            "Free places for charities",
            "Charities and community interest companies, registered or not, can ask for free "
            "places. " + INVENTED,
        ),
    ):
        sheets.add(
            "training/policies",
            f"pdscp/training-policy/{kind}",
            partnership="pdscp",
            kind=kind,
            title=title,
            text=text,
            since="2019-08-01",
            review_on="2021-03-31",
            agreed_on="2019-07-10",
            agreed_in="pdscp/group/training_strategic",
            cut_off=17,
            on_free_places=True,
        )
    policy = "pdscp/training-policy/cancelling"
    late = {"occasion": "late", "notice": 5, "unit": "working days", "amount": 2500}
    for name, rule in (("late", late), ("absent", {"occasion": "absent", "amount": 5000})):
        sheets.add(
            "training/cancellation_rules", f"pdscp/cancellation-rule/{name}", policy=policy, **rule
        )


def free(sheets: Sheets) -> None:
    """A charity that asks for free places, and a fund that pays for one session of the autumn."""
    charity = sheets.add(
        "partners/agencies",
        "agency/northmere_lantern",
        name="Lantern Young Carers",
        kind="voluntary sector",
        sector="voluntary",
        note=INVENTED,
    )
    sheets.add(
        "training/free_places",
        "northmere/free-place/1",
        partnership="northmere",
        agency=charity,
        organisation="charity",
        registered=False,
        why=f"We visit young carers and have no budget for training. {INVENTED}",
        asked_on="2020-09-08",
        status="waiting",
    )
    fund = sheets.add(
        "training/funds",
        "pdscp/training-fund/2020",
        partnership="pdscp",
        name="Free programme of 2020-21",
        amount=1_000_000,
        since="2020-04-01",
        origins=["rapid review", "practice review", "priority"],
        note=INVENTED,
    )
    sheets.add(
        "training/fund_uses",
        "pdscp/fund-use/1",
        fund=fund,
        session=FUNDED,
        origin="pdscp/course-origin/1",
        amount=60_000,
        used_on="2020-09-07",
    )
    sheets.add(
        "training/vat_rates",
        "pdscp/vat-rate/2019",
        partnership="pdscp",
        since="2019-08-01",
        rate=0,
        note="No VAT is charged.",
    )


def applications(sheets: Sheets) -> None:
    """A charity that waits for a decision, and a company whose places are free for a year."""
    for name, words in (
        ("harbour_listeners", "Harbour Young Listeners"),
        ("quay_families", "Quay Families CIC"),
    ):
        sheets.add(
            "partners/agencies",
            f"agency/{name}",
            name=words,
            kind="voluntary sector",
            sector="voluntary",
            note=INVENTED,
        )
        sheets.add(
            "training/payers",
            f"pdscp/payer/{name}",
            agency=f"agency/{name}",
            payer_class="pdscp/payer-class/charities",
            since="2020-04-01",
        )
    sheets.add(
        "training/free_places",
        "pdscp/free-place/1",
        partnership="pdscp",
        agency="agency/harbour_listeners",
        organisation="charity",
        registered=False,
        why=f"Twelve volunteers listen to young people, and nobody pays us for it. {INVENTED}",
        asked_on="2020-09-10",
        status="waiting",
    )
    sheets.add(
        "training/free_places",
        "pdscp/free-place/2",
        partnership="pdscp",
        agency="agency/quay_families",
        organisation="CIC",
        registered=True,
        number="09000001",
        why=f"We visit families who have just moved here. {INVENTED}",
        policy="pdscp/training-policy/free places",
        asked_on="2020-05-27",
        status="agreed",
        decided_on="2020-06-10",
        reason="It works with families in the area, and its income is below the limit.",
        since="2020-06-10",
        until="2021-06-09",
    )


def places(sheets: Sheets) -> None:
    """Each place booked for the autumn has its fee, or costs nothing where a fund pays."""
    table = {"fee_table": "pdscp/fee-table/2020"}
    fee = (4950, "Statutory partners, any course: Fees of 2020-21.", table)
    fund = {"fund": "pdscp/training-fund/2020"}
    free = (0, "Free: Free programme of 2020-21 pays for this session.", fund)
    days = {row["ref"]: row["starts_at"][:10] for row in sheets.rows["training/sessions.csv"]}
    for row in list(sheets.rows["training/bookings.csv"]):
        if row["status"] == "booked":
            amount, because, source = free if row["session"] == FUNDED else fee
            falls = days[row["session"]]
            charge(
                sheets,
                row,
                "place",
                amount,
                because,
                made_on="2020-09-01",
                falls_on=falls,
                **source,
            )


def charge(
    sheets: Sheets, booking: dict[str, str], kind: str, amount: int, because: str, **more: str
) -> str:
    return sheets.add(
        "training/charges",
        booking["ref"].replace("/booking/", f"/charge/{kind}/"),
        booking=booking["ref"],
        kind=kind,
        agency=booking["agency"],
        amount=amount,
        because=because,
        payer_class="pdscp/payer-class/statutory",
        policy="pdscp/training-policy/cancelling",
        **more,
    )


def invoice(sheets: Sheets, number: int, agency: str, lines: int, paid: int) -> None:
    """Places of February 2020 that nobody came to, invoiced in the summer; some of it was paid."""
    days = {row["ref"]: row["starts_at"][:10] for row in sheets.rows["training/sessions.csv"]}
    absent = [
        row
        for row in sheets.rows["training/bookings.csv"]
        if row["status"] == "absent" and row["agency"] == agency
    ]
    before = [row for row in absent if days[row["session"]] < "2020-03-01"]
    missed = sorted(before, key=lambda row: (days[row["session"]], row["ref"]))[-lines:]
    name = agency.removeprefix("agency/")
    sheets.add(
        "training/finance_contacts",
        f"pdscp/finance-contact/{name}",
        partnership="pdscp",
        agency=agency,
        name="Accounts payable",
        address=f"accounts.{name.replace('_', '.')}@example.org",
        since="2019-08-01",
    )
    sheets.add(
        "training/purchase_orders",
        f"pdscp/purchase-order/{name}",
        partnership="pdscp",
        agency=agency,
        number=f"TRN-{2020 + number}",
        since="2020-04-01",
        cap=100_000,
    )
    ours = sheets.add(
        "training/invoices",
        f"pdscp/training-invoice/{number:05}",
        partnership="pdscp",
        agency=agency,
        kind="invoice",
        month=f"{FEBRUARY}-01",
        status="issued",
        number=number,
        issued_on="2020-06-22" if number == 1 else "2020-08-31",
        due_on="2020-07-22" if number == 1 else "2020-09-30",
        billed_to="Accounts payable",
        sent_to=f"accounts.{name.replace('_', '.')}@example.org",
        vat_rate=0,
        vat_note="No VAT is charged.",
        net=5000 * lines,
        vat=0,
        total=5000 * lines,
    )
    for position, row in enumerate(missed, start=1):
        made = charge(
            sheets,
            row,
            "absence",
            5000,
            "Nobody came.",
            made_on=days[row["session"]],
            falls_on=days[row["session"]],
        )
        sheets.add(
            "training/invoice_lines",
            f"{ours}/{position}",
            invoice=ours,
            position=position,
            text=f"Did not attend: session of {days[row['session']]}, {row['delegate']}",
            amount=5000,
            charge=made,
        )
    if paid:
        sheets.add(
            "training/payments",
            f"{ours}/paid",
            invoice=ours,
            amount=paid,
            paid_on="2020-09-07",
            reference="Part payment",
        )
