"""Pages of training policies, and what they say when something is typed wrong."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal import clock, deadlines
from portal.models import Deadline, Event, Notice
from tests.factories.partners import GroupFactory, StandingFactory
from tests.factories.training_money import PolicyFactory, RuleFactory
from tests.training.priced import agree, priced
from training.actions.policies import watch_reviews
from training.deadlines import POLICY_REVIEW
from training.models import Policy
from training.tasks import watch_policies

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return priced()


@pytest.fixture
def lead(ours):
    return StandingFactory(
        role="training_lead", partnership=ours.partnership, agency=ours.school
    ).person


@pytest.fixture
def draft(ours):
    return PolicyFactory(partnership=ours.partnership, title="Cancelling 2021", since=later())


def at(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def said(answer):
    return answer.content.decode()


def later(days=30):
    return clock.today() + timedelta(days=days)


def boxes(name, day):
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def refused(answer, field):
    """What stands beside a box of a form that was sent back."""
    assert answer.status_code == 422
    return answer.context["form"].errors[field][0]


def facts(**more):
    typed = {"title": "Cancelling 2021", "text": "Tell us early.", "cut_off": "17"}
    typed |= {"on_free_places": "on", **boxes("since", later()), **boxes("review_on", later(395))}
    return typed | more


RULE = {"occasion": "late", "notice": "5", "unit": "working days", "amount": "25", "share": ""}


def test_a_policy_is_drafted_gets_its_rules_is_agreed_and_read_by_everybody(ours, lead, sign_in):
    group = GroupFactory(partnership=ours.partnership)
    browser = sign_in(lead)
    where = {"partnership": ours.partnership.pk, "kind": "cancelling"}

    page = browser.post(at("policy_add"), facts(**where), follow=True)
    policy = Policy.objects.get(title="Cancelling 2021")
    assert "This policy has no rules yet" in said(page)
    assert Client().get(policy.get_absolute_url()).status_code == 404
    met = {"group": group.pk, **boxes("met_on", later(-3))}
    empty = browser.post(at("policy_agree", training_policy_id=policy.pk), met)
    assert "This policy has no rule yet" in refused(empty, "__all__")
    browser.post(at("rule_add", training_policy_id=policy.pk), RULE)
    page = browser.post(at("policy_agree", training_policy_id=policy.pk), met, follow=True)

    assert "Agreed. It holds from its first day" in said(page)
    policy.refresh_from_db()
    assert (policy.agreed_in, policy.agreed_on) == (group, later(-3))
    read = said(Client().get(policy.get_absolute_url()))
    assert "Cancelling less than 5 working days before costs £25." in read
    assert "Agreed, begins later" in read
    assert f"{group.name}, {later(-3):%-d %B %Y}" in read
    assert "Tell us early." in read


def test_a_draft_is_changed_and_its_rules_removed(ours, draft, lead, sign_in):
    rule = RuleFactory(policy=draft)
    browser = sign_in(lead)
    change = at("policy_edit", training_policy_id=draft.pk)
    assert 'value="Cancelling 2021"' in said(browser.get(change))

    browser.post(change, facts(title="Cancelling", cut_off="12"))
    page = browser.post(at("rule_remove", rule_id=rule.pk), follow=True)

    draft.refresh_from_db()
    assert (draft.title, draft.cut_off) == ("Cancelling", 12)
    assert "Rule removed from the draft" in said(page)
    assert not draft.rules.exists()
    whats = {event.what for event in Event.objects.about(draft)}
    assert whats == {"policy.rewritten", "policy.rule_removed"}


def test_what_was_agreed_changes_no_more(ours, lead, sign_in):
    browser = sign_in(lead)
    group = GroupFactory(partnership=ours.partnership)
    one = {"training_policy_id": ours.policy.pk}

    edited = browser.post(at("policy_edit", **one), facts())
    added = browser.post(at("rule_add", **one), RULE)
    removed = browser.post(at("rule_remove", rule_id=ours.policy.rules.get().pk), follow=True)
    again = browser.post(
        at("policy_agree", **one), {"group": group.pk, **boxes("met_on", later(0))}
    )

    assert "no longer a draft" in refused(edited, "__all__")
    assert "no longer a draft" in refused(added, "__all__")
    assert "no longer a draft" in said(removed)
    assert "no longer a draft" in refused(again, "__all__")
    assert ours.policy.rules.count() == 1


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"title": ""}, "title", "Enter the title of the policy"),
        (boxes("since", later(-1)), "since", "The first day must be today or later"),
        (boxes("review_on", later()), "review_on", "must be later than the first day"),
        ({"cut_off": "24"}, "cut_off", "Select an hour from the list"),
        ({"kind": "lunch"}, "kind", "Select what the policy is about from the list"),
        ({"kind": ""}, "kind", "Select what the policy is about"),
    ],
)
def test_what_is_no_policy(ours, lead, sign_in, typed, field, sentence):
    where = {"partnership": ours.partnership.pk, "kind": "cancelling"}

    answer = sign_in(lead).post(at("policy_add"), facts(**(where | typed)))

    assert sentence in refused(answer, field)
    assert "Tell us early." in said(answer)
    assert Policy.objects.count() == 1


def test_two_policies_of_a_kind_do_not_begin_on_one_day(ours, draft, lead, sign_in):
    agree(PolicyFactory(partnership=ours.partnership, since=later()))
    browser = sign_in(lead)
    where = {"partnership": ours.partnership.pk, "kind": "cancelling"}

    added = browser.post(at("policy_add"), facts(**where))
    edited = browser.post(at("policy_edit", training_policy_id=draft.pk), facts())
    renewed = browser.post(at("policy_renew", training_policy_id=ours.policy.pk), facts())
    other = browser.post(at("policy_add"), facts(**where | {"kind": "free places"}))

    for answer in (added, edited, renewed):
        assert "Another one begins on that very day" in refused(answer, "since")
    assert other.status_code == 302


def test_a_policy_whose_first_day_is_over_is_not_agreed(ours, lead, sign_in):
    old = PolicyFactory(partnership=ours.partnership, since=later(-1))
    RuleFactory(policy=old)
    group = GroupFactory(partnership=ours.partnership)
    typed = {"group": group.pk, **boxes("met_on", later(0))}
    browser = sign_in(lead)
    step = at("policy_agree", training_policy_id=old.pk)

    late = browser.post(step, typed)
    early = browser.post(step, typed | boxes("met_on", later(1)))
    foreign = browser.post(step, typed | {"group": GroupFactory().pk})

    assert "Give it a first day that is to come" in refused(late, "__all__")
    assert "must be today or earlier" in refused(early, "met_on")
    assert "Select a group of this partnership" in refused(foreign, "group")


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"occasion": ""}, "occasion", "Select what the rule is for"),
        ({"notice": ""}, "notice", "Enter the notice that is too short, like 5"),
        ({"notice": "0"}, "notice", "The notice must be 1 or more"),
        ({"notice": "five"}, "notice", "The notice must be a whole number, like 5"),
        ({"unit": ""}, "unit", "Select what notice is counted in"),
        ({"unit": "moons"}, "unit", "Select what notice is counted in from the list"),
        ({"amount": ""}, "amount", "Enter an amount, a share of the fee, or both"),
        ({"amount": "-25"}, "amount", "must be an amount in pounds, like 12.50"),
        ({"share": "101"}, "share", "The share must be 100 per cent or less"),
        ({"share": "0"}, "share", "The share must be more than 0 per cent"),
        ({"share": "half"}, "share", "The share must be a number, like 50"),
        ({"payer_class": "0"}, "payer_class", "Select a class of payers of this partnership"),
    ],
)
def test_what_is_no_rule(draft, lead, sign_in, typed, field, sentence):
    answer = sign_in(lead).post(
        at("rule_add", training_policy_id=draft.pk), RULE | {"length": "one day"} | typed
    )

    assert sentence in refused(answer, field)
    assert '<option value="one day" selected' in said(answer)
    assert not draft.rules.exists()


def test_rules_are_told_in_plain_words(ours, draft, lead, sign_in):
    browser = sign_in(lead)
    add = at("rule_add", training_policy_id=draft.pk)
    for typed in (
        RULE | {"notice": "1", "unit": "hours", "share": "100", "length": "half day"},
        RULE | {"notice": "2", "unit": "days", "amount": "", "share": "12.5"},
        {"occasion": "absent", "amount": "50", "notice": "7", "payer_class": ours.schools.pk},
    ):
        assert browser.post(add, typed).status_code == 302

    again = browser.post(add, RULE | {"notice": "1", "unit": "hours", "length": "half day"})

    assert sorted(rule.sentence for rule in draft.rules.all()) == [
        "Cancelling less than 1 hour before costs 100% of the fee, at least £25, up to half a day.",
        "Cancelling less than 2 calendar days before costs 12.5% of the fee.",
        "Not coming costs £50 (Schools).",
    ]
    assert "has a rule for exactly that already" in refused(again, "occasion")


def test_the_next_version_takes_the_rules_over_and_leaves_the_old_alone(ours, lead, sign_in):
    browser = sign_in(lead)
    renew = at("policy_renew", training_policy_id=ours.policy.pk)
    assert f'value="{ours.policy.title}"' in said(browser.get(renew))

    page = browser.post(renew, facts(title="Cancelling 2021"), follow=True)

    made = Policy.objects.get(title="Cancelling 2021")
    assert (made.kind, made.agreed_on) == ("cancelling", None)
    assert [rule.sentence for rule in made.rules.all()] == [
        rule.sentence for rule in ours.policy.rules.all()
    ]
    assert ours.policy.title in said(page)


def test_the_review_of_a_policy_is_reminded_of_and_shown(ours, lead, sign_in, monkeypatch):
    policy = agree(
        PolicyFactory(partnership=ours.partnership, since=later(-5), review_on=later(90))
    )
    assert (watch_policies(), watch_reviews()) == (1, 0)
    due = Deadline.objects.open().about(policy).get()
    assert (due.kind, due.due_on) == (POLICY_REVIEW.key, later(90))
    browser = sign_in(lead)
    early, near, late = later(29), later(30), later(91)

    assert deadlines.remind(early) == 0
    assert "Review falls due" not in said(browser.get(policy.get_absolute_url()))
    assert deadlines.remind(near) == 1
    assert Notice.objects.filter(template="deadline_near", to=lead).exists()
    assert "Review of a training policy" in said(
        browser.get(reverse("portal:my_work"), {"whose": "all"})
    )
    monkeypatch.setattr(clock, "today", lambda: near)
    page = said(browser.get(at("policy_list")))
    assert ("Review falls due" in page, "Review overdue" in page) == (True, False)
    assert browser.get(at("money")).context["reviews"] == 1
    monkeypatch.setattr(clock, "today", lambda: late)
    assert "Review overdue" in said(browser.get(policy.get_absolute_url()))


def test_only_the_latest_version_is_watched(ours):
    agree(PolicyFactory(partnership=ours.partnership, since=date(2020, 5, 1)))
    PolicyFactory(partnership=ours.partnership, since=date(2020, 6, 1))

    assert watch_reviews() == 1
    assert not Deadline.objects.about(ours.policy).exists()


def test_an_earlier_version_stays_readable_and_says_that_it_is_over(ours, client):
    newer = agree(PolicyFactory(partnership=ours.partnership, since=date(2020, 5, 1), title="New"))

    page = said(client.get(ours.policy.get_absolute_url()))

    assert ("Over" in page, newer.get_absolute_url() in page) == (True, True)
    assert "In force" in said(client.get(newer.get_absolute_url()))


def test_the_money_page_leads_to_each_list_of_prices(lead, sign_in):
    page = said(sign_in(lead).get(at("money")))

    for name in ("fee_table_list", "payer_class_list", "policy_list", "free_place_list"):
        assert f'href="{at(name)}"' in page


def test_whoever_books_finds_the_policy_beside_the_price(ours, sign_in):
    lead = StandingFactory(
        role="agency_lead", partnership=ours.partnership, agency=ours.school
    ).person
    booking = ours.booking()

    page = said(sign_in(lead).get(at("give_up", booking_id=booking.pk)))

    assert ours.policy.get_absolute_url() in page
    assert ours.policy.get_absolute_url() in said(Client().get(at("fees")))


def test_a_list_of_policies_costs_the_same_with_more_rows(
    ours, lead, sign_in, django_assert_num_queries
):
    browser = sign_in(lead)
    browser.get(at("policy_list"))
    with CaptureQueriesContext(connection) as asked:
        browser.get(at("policy_list"))
    group = GroupFactory(partnership=ours.partnership)
    for n in range(3):
        made = PolicyFactory(partnership=ours.partnership, since=date(2019, n + 1, 1))
        Policy.objects.filter(pk=made.pk).update(agreed_on=later(-9), agreed_in=group)

    with django_assert_num_queries(len(asked)):
        browser.get(at("policy_list"))
