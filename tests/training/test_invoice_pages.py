"""Pages of charges and invoices: from a month to a payment, and what they say when refused."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal import clock
from portal.models import Document
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training_money import (
    ChargeFactory,
    FeeFactory,
    FinanceContactFactory,
    InvoiceFactory,
    InvoiceLineFactory,
    IssuedInvoiceFactory,
    PayerClassFactory,
    PolicyFactory,
    RuleFactory,
)
from tests.training.priced import agree, priced
from training.models import Charge, FinanceContact, Invoice, Payment, PurchaseOrder

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    made = priced()
    FinanceContactFactory(partnership=made.partnership, agency=made.school)
    return made


@pytest.fixture
def lead(ours):
    return StandingFactory(
        role="training_lead", partnership=ours.partnership, agency=ours.school
    ).person


@pytest.fixture
def draft(ours):
    made = InvoiceFactory(partnership=ours.partnership, agency=ours.school)
    InvoiceLineFactory(invoice=made)
    return made


@pytest.fixture
def invoice(ours):
    return IssuedInvoiceFactory(partnership=ours.partnership, agency=ours.school)


def at(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def said(answer):
    return answer.content.decode()


def last_month():
    return clock.add_months(clock.today().replace(day=1), -1)


def test_a_month_is_drafted_looked_at_and_issued(ours, lead, sign_in):
    ChargeFactory(booking=ours.booking(), falls_on=last_month())
    browser = sign_in(lead)
    typed = {"partnership": ours.partnership.pk, "month": last_month().isoformat()}

    page = browser.post(at("invoice_draft"), typed, follow=True)
    assert "Drafts made or added to: 1" in said(page)
    made = Invoice.objects.get()
    assert "£80.00" in said(browser.get(made.get_absolute_url()))
    page = browser.post(at("invoice_issue", invoice_id=made.pk), {"number": ""}, follow=True)

    assert "Issued. It is on its way" in said(page)
    assert "Invoice T00001" in said(page)


def test_a_month_without_charges_and_one_to_come_are_refused(ours, lead, sign_in):
    browser = sign_in(lead)
    typed = {"partnership": ours.partnership.pk, "month": last_month().isoformat()}

    empty = browser.post(at("invoice_draft"), typed)
    this = clock.today().replace(day=1).isoformat()
    early = browser.post(at("invoice_draft"), typed | {"month": this})

    assert (empty.status_code, early.status_code) == (422, 422)
    assert "Nothing of this month or before waits" in said(empty)
    assert "Select a month that is over" in said(early)


def test_an_unknown_order_is_said_beside_its_box_and_kept(lead, draft, sign_in):
    answer = sign_in(lead).post(at("invoice_issue", invoice_id=draft.pk), {"number": "PO-404"})

    assert answer.status_code == 422
    assert "This agency has no order of that number today" in said(answer)
    assert answer.context["form"].errors["number"]
    assert 'value="PO-404"' in said(answer)


def test_a_draft_is_discarded(lead, draft, invoice, sign_in):
    browser = sign_in(lead)

    page = browser.post(at("invoice_discard", invoice_id=draft.pk), follow=True)
    kept = browser.post(at("invoice_discard", invoice_id=invoice.pk), follow=True)

    assert "Discarded" in said(page)
    assert "no longer a draft" in said(kept)
    assert list(Invoice.objects.all()) == [invoice]


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("", "Enter the amount to credit"),
        ("-5", "Amount to credit in pounds must be an amount in pounds, like 12.50"),
        ("0", "Amount to credit in pounds must be more than £0"),
        ("80.01", "A credit cannot be more than what is left of the invoice"),
    ],
)
def test_what_cannot_be_credited(lead, invoice, sign_in, amount, sentence):
    typed = {"amount": amount, "reason": "Half a day"}

    answer = sign_in(lead).post(at("invoice_credit", invoice_id=invoice.pk), typed)

    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors["amount"][0]
    assert "Half a day" in said(answer)


def test_a_credit_stands_on_the_page_of_its_invoice(lead, invoice, sign_in):
    typed = {"amount": "£25", "reason": "Half a day"}

    page = sign_in(lead).post(at("invoice_credit", invoice_id=invoice.pk), typed, follow=True)

    assert "Credit note TC00001" in said(page)
    assert "£55.00" in said(page)


def paid(amount, day=None):
    day = day or clock.today()
    return {
        "amount": amount,
        "paid_on_0": day.day,
        "paid_on_1": day.month,
        "paid_on_2": day.year,
        "reference": "BACS 7",
    }


def test_a_payment_is_recorded_and_one_beyond_the_debt_refused(lead, invoice, sign_in):
    browser, where = sign_in(lead), at("payment_add", invoice_id=invoice.pk)

    beyond = browser.post(where, paid("80.50"))
    early = browser.post(where, paid("80", invoice.issued_on - timedelta(days=1)))
    page = browser.post(where, paid("80"), follow=True)

    assert "more than is still owed" in said(beyond)
    assert "between the day of the invoice and today" in early.context["form"].errors["paid_on"][0]
    assert "Settled" in said(page)
    assert "BACS 7" in said(page)
    assert Payment.objects.get().amount == 8000


def test_an_invoice_is_had_on_paper(lead, invoice, sign_in, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(lead).post(at("invoice_paper", invoice_id=invoice.pk))

    paper = Document.objects.get()
    assert (paper.status, paper.title) == ("ready", f"Invoice {invoice.reference}")


def test_an_agency_sees_its_own_issued_invoices_alone(ours, draft, invoice, sign_in):
    person = UserFactory()
    FinanceContact.objects.filter(agency=ours.school).update(person=person)
    other = IssuedInvoiceFactory(partnership=ours.partnership)
    browser = sign_in(person)

    page = said(browser.get(at("invoice_list")))

    assert invoice.reference in page
    assert other.reference not in page
    assert "Draft the invoices" not in page
    codes = [browser.get(one.get_absolute_url()).status_code for one in (invoice, draft, other)]
    assert codes == [200, 404, 404]
    assert browser.get(at("money")).status_code == 403
    assert browser.post(at("invoice_paper", invoice_id=invoice.pk)).status_code == 302


def test_a_contact_whose_time_is_over_sees_nothing(ours, invoice, sign_in):
    person = UserFactory()
    FinanceContact.objects.filter(agency=ours.school).update(
        person=person, until=clock.today() - clock.ONE_DAY
    )

    assert sign_in(person).get(at("invoice_list")).status_code == 403


def test_a_contact_who_opens_an_account_later_sees_the_invoices(ours, invoice, sign_in):
    contact = FinanceContact.objects.get()
    assert contact.person is None

    told = said(sign_in(UserFactory(email=contact.address)).get(at("invoice_list")))

    assert invoice.reference in told
    assert sign_in(UserFactory()).get(at("invoice_list")).status_code == 403


def test_charges_narrow_by_state_and_kind(ours, lead, invoice, sign_in):
    kinds = ("place", "late", "refund")
    waiting, late, _ = (
        ChargeFactory(booking=ours.booking(), kind=kind, amount=0, because=f"Because of {kind}")
        for kind in kinds
    )
    ChargeFactory(booking=ours.booking(), amount=None, because="No fee is set")
    carried = ChargeFactory(booking=ours.booking(), because="Carried along")
    draft = InvoiceFactory(partnership=ours.partnership, agency=ours.school)
    InvoiceLineFactory(invoice=draft, charge=carried)
    browser = sign_in(lead)

    def found(**asked):
        return [one.pk for one in browser.get(at("charge_list"), asked).context["page"]]

    assert len(found()) == 5
    assert found(kind="late", agency=ours.school.pk) == [late.pk]
    assert found(state="invoiced") == [carried.pk]
    assert found(kind="place", state="waiting") != [carried.pk]
    assert waiting.pk in found(state="waiting")
    unpriced = found(state="no fee")
    assert list(Charge.objects.unpriced().values_list("pk", flat=True)) == unpriced


def test_invoices_narrow_by_state_and_agency(ours, lead, draft, invoice, sign_in):
    browser = sign_in(lead)

    def found(**asked):
        return [one.pk for one in browser.get(at("invoice_list"), asked).context["page"]]

    assert found(state="draft") == [draft.pk]
    assert found(state="owed") == [invoice.pk]
    assert found(agency="404") == found()


def test_a_charge_is_waived_with_a_reason_and_offered_once(ours, lead, sign_in):
    late = ChargeFactory(booking=ours.booking(), kind="late", amount=2500)
    browser, where = sign_in(lead), at("charge_waive", charge_id=late.pk)
    assert where in said(browser.get(at("charge_list")))

    empty = browser.post(where, {"reason": ""})
    done = browser.post(where, {"reason": "Snow"}, follow=True)
    again = browser.post(where, {"reason": "Snow"})

    assert "Enter why the charge is waived" in said(empty)
    assert "Waived. The agency does not pay it." in said(done)
    assert where not in said(done)
    assert "waived already" in said(again)


def test_nobody_opens_the_waiving_of_their_own_charge(ours, lead, sign_in):
    own = ChargeFactory(booking=ours.booking(person=lead), kind="late")

    assert sign_in(lead).get(at("charge_waive", charge_id=own.pk)).status_code == 403


def test_a_fee_is_set_on_its_page_once(ours, lead, sign_in):
    open_one = ChargeFactory(booking=ours.booking(), amount=None)
    browser, where = sign_in(lead), at("charge_set", charge_id=open_one.pk)

    wrong = browser.post(where, {"amount": "-1", "because": "As a charity"})
    done = browser.post(where, {"amount": "0", "because": "As a charity"}, follow=True)
    again = browser.post(where, {"amount": "1", "because": "More"})

    assert "must be an amount in pounds" in said(wrong)
    assert "The fee is set." in said(done)
    assert "has its fee already" in said(again)


def test_debts_by_age(ours, lead, invoice, sign_in):
    old = clock.today() - timedelta(days=140)
    IssuedInvoiceFactory(partnership=ours.partnership, agency=ours.school, issued_on=old)

    page = sign_in(lead).get(at("debt_list"))

    sums = dict(page.context["sums"])
    assert (sums["Not due yet"], sums["More than 90 days late"]) == (8000, 8000)
    assert sum(sums.values()) == 16000


def contact(ours, **typed):
    day = clock.today()
    return {
        "partnership": ours.partnership.pk,
        "agency": ours.school.pk,
        "name": "Accounts",
        "address": "new@school.example",
        "number": "PO-1",
        "since_0": day.day,
        "since_1": day.month,
        "since_2": day.year,
    } | typed


def test_a_contact_and_an_order_are_kept_and_refused_in_a_sentence(ours, lead, sign_in):
    browser = sign_in(lead)

    for name, again in (
        ("contact_add", "Choose a later day"),
        ("order_add", "of that number already"),
    ):
        assert "Saved." in said(browser.post(at(name), contact(ours), follow=True))
        refused = browser.post(at(name), contact(ours))
        assert (refused.status_code, again in said(refused)) == (422, True)

    assert FinanceContact.objects.get(until=None).address == "new@school.example"
    assert PurchaseOrder.objects.get().number == "PO-1"


def test_an_order_ends_after_it_begins(ours, lead, sign_in):
    typed = contact(ours, until_0="1", until_1="1", until_2="2019")

    answer = sign_in(lead).post(at("order_add"), typed)

    assert "The last day must be the first day or later" in said(answer)


def test_fees_and_policies_in_force_are_public(ours, client):
    FeeFactory(
        table__partnership=ours.partnership,
        payer_class=PayerClassFactory(partnership=ours.partnership, name="Drafted class"),
    )
    policy = PolicyFactory(partnership=ours.partnership, kind="free places", title="Charity policy")
    RuleFactory(policy=policy, amount=2500, share=5000, payer_class=ours.schools, length="one day")
    agree(policy)

    page = said(client.get(at("fees")))

    assert ("£80.00" in page, "Charity policy" in page, "Drafted class" in page) == (
        True,
        True,
        False,
    )
    assert "Cancelling less than 5 working days before costs £25." in page
    assert (
        "Cancelling less than 5 working days before costs "
        "50% of the fee, at least £25, one day (Schools)." in page
    )


def test_the_money_page_counts_what_waits(ours, lead, draft, invoice, sign_in):
    ChargeFactory(booking=ours.booking(), amount=None)
    ChargeFactory(booking=ours.booking())

    context = sign_in(lead).get(at("money")).context

    assert [context[name] for name in ("waiting", "unpriced", "drafts", "owed")] == [
        8000,
        1,
        1,
        8000,
    ]
