"""Every form, sent empty by somebody who may send it, in a browser without JavaScript."""

import pytest
from django.conf import settings

from tests.access.table import rows
from tests.journeys.browser import Visitor
from tests.journeys.visits import actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Doors whose form shows only in a state the test world is not in, and the test that sends it.
SENT_ELSEWHERE = {
    "reviews:contribution": "tests/reviews/test_kinds_pages.py",
    "reviews:contribution_outcome": "tests/reviews/test_kinds_pages.py",
    "reviews:occasion": "tests/reviews/test_kinds_pages.py",
    "reviews:thematic_files": "tests/reviews/test_kinds_pages.py",
    "reviews:thematic_themes": "tests/reviews/test_kinds_pages.py",
    "reviews:thematic_file_remove": "tests/reviews/test_kinds_pages.py",
    "reviews:common_theme_remove": "tests/reviews/test_kinds_pages.py",
    "reviews:review_correct": "tests/reviews/test_kinds_pages.py",
    "reviews:related_remove": "tests/reviews/test_kinds_pages.py",
    "reviews:handover_take_back": "tests/reviews/test_handover_pages.py",
    "reviews:reviewer_end": "tests/reviews/test_local_pages.py",
    "training:fund_take_back": "tests/training/test_fund_pages.py",
    "training:booking_not_mine": "tests/training/test_not_mine.py",
    "reviews:product_remove": "tests/reviews/test_learning_pages.py",
    "reviews:assurance_sign": "tests/reviews/test_learning_pages.py",
    "training:item_remove": "tests/training/test_conferences.py",
    "training:origin_remove": "tests/training/test_courses.py",
    "training:part_remove": "tests/training/test_session_parts.py",
    "training:year_course_remove": "tests/training/test_years.py",
    "portal:closing_days": "tests/portal/test_work.py",
    "portal:sign_up_code": "tests/accounts/test_sign_up.py",
    "portal:sign_up_again": "tests/accounts/test_sign_up.py",
    "portal:calendar_end": "tests/portal/test_feeds.py",
    "portal:outbox_drop": "tests/portal/outbox/test_pages.py",
    "portal:outbox_retry": "tests/portal/outbox/test_pages.py",
    "portal:outbox_retry_dead": "tests/portal/outbox/test_pages.py",
    "portal:pack_confirm": "tests/portal/test_packs_on_pages.py",
    "portal:pack_discard": "tests/portal/test_packs_on_pages.py",
    "proof:confirm": "tests/proof/test_asking.py",
    "proof:end_others": "tests/proof/test_pages.py",
    "proof:end_sitting": "tests/proof/test_pages.py",
    "proof:remove_way": "tests/proof/test_pages.py",
    "portal:sign_on": "tests/accounts/test_sign_on.py",
    "portal:sign_on_unlink": "tests/accounts/test_sign_on_linking.py",
    "partners:account_reopen": "tests/people/test_pages.py",
    "partners:claim_take_back": "tests/people/test_claims.py",
    "partners:domain_remove": "tests/people/test_claims.py",
    "partners:invitation_accept": "tests/people/test_invitation_pages.py",
    "partners:invitation_decline": "tests/people/test_invitation_pages.py",
    "partners:invitation_resend": "tests/people/test_invitation_pages.py",
    "partners:invitation_withdraw": "tests/people/test_invitation_pages.py",
    "reviews:end_agency_grant": "tests/reviews/test_opening.py",
    "reviews:identity_seal": "tests/reviews/test_children.py",
    "reviews:end_grant": "tests/reviews/test_views.py",
    "reviews:attendance_remove": "tests/reviews/test_rapid_refusals.py",
    "reviews:information_entry_remove": "tests/reviews/test_rapid_refusals.py",
    "reviews:information_send": "tests/reviews/test_rapid_pages.py",
    "reviews:rapid_reopen": "tests/reviews/test_rapid_refusals.py",
    "reviews:rapid_sign": "tests/reviews/test_rapid_pages.py",
    "reviews:rapid_sign_off": "tests/reviews/test_rapid_pages.py",
    "reviews:rapid_take_back": "tests/reviews/test_rapid_refusals.py",
    "reviews:anonymity_accept": "tests/reviews/test_publication_pages.py",
    "reviews:comment_answer": "tests/reviews/test_working.py",
    "reviews:local_begin": "tests/reviews/test_local_pages.py",
    "reviews:local_resume": "tests/reviews/test_local_pages.py",
    "reviews:local_scrutiny": "tests/reviews/test_local_pages.py",
    "reviews:publication_sign": "tests/reviews/test_publication_pages.py",
    "reviews:publication_take_up": "tests/reviews/test_publication_pages.py",
    "reviews:progress_answer": "tests/reviews/test_local_pages.py",
    "learning_hub:learning_check": "tests/learning_hub/test_views_learning.py",
    "learning_hub:learning_share": "tests/learning_hub/test_views_learning.py",
    "learning_hub:learning_edit": "tests/learning_hub/test_views_learning.py",
    "dashboard:agree_programme": "tests/dashboard/test_views.py",
    "dashboard:close_programme": "tests/dashboard/test_views.py",
    "dashboard:reopen_risk": "tests/dashboard/test_views.py",
    "dashboard:sign_report": "tests/dashboard/test_report_views.py",
    "dashboard:return_report": "tests/dashboard/test_report_views.py",
    "dashboard:sign_off_report": "tests/dashboard/test_report_views.py",
    "dashboard:publish_report": "tests/dashboard/test_report_views.py",
    "training:alert_off": "tests/training/test_alerts.py",
    "training:course_bring_back": "tests/training/test_courses.py",
    "training:need_reopen": "tests/training/test_coverage.py",
    "training:year_close": "tests/training/test_years.py",
    "training:year_start": "tests/training/test_years.py",
    "training:mark": "tests/training/test_register_pages.py",
    "training:requirement_end": "tests/training/test_records.py",
    "training:register_close": "tests/training/test_register_pages.py",
    "training:register_rest": "tests/training/test_register_pages.py",
    "training:register_sheet": "tests/training/test_register_pages.py",
    "training:booking_take": "tests/training/test_bookings.py",
    "training:booking_move": "tests/training/test_changes.py",
    "training:invoice_discard": "tests/training/test_invoice_pages.py",
    "training:rate": "tests/training/test_views.py",
}


@pytest.fixture
def forms(cast):
    """Found before the browser starts."""
    return cast.forms()


# A passkey is asked for by a script: the authenticator app stands beside it. The dialog that asks
# whether somebody is still there is opened by one: without it any page opened is a sign of life.
BY_SCRIPT = {"proof:add_passkey", "proof:stay"}


# Sent last: what these need no answer for takes the forms of others away.
ENDING = {
    "learning_hub:version_discard",
    "partners:account_close",
    "partners:claim_confirm",
    "reviews:learning_begin",
    "reviews:publication_take_up",
}


def send_empty(visitor: Visitor, door: str, path: str) -> str:
    """Send the page's form that leads to `door`; what is wrong with the answer, if anything."""
    visitor.go(path)
    for form in visitor.page.locator("form").all():
        action = form.get_attribute("action") or path
        if door in actions(f'<form method="post" action="{action}">', path):
            with visitor.page.expect_navigation() as sent:
                form.locator("button:not([type=button])").first.click()
            return fault(visitor, sent.value)
    return "the form has gone"


def fault(visitor: Visitor, response) -> str:
    told = visitor.page.locator(".govuk-error-summary").count() == 1
    if response.status == 422 and not told:
        return "422 without an error summary"
    return "" if response.status in (200, 422) else f"answered {response.status}"


def test_every_form_works_without_javascript(forms, live_server, browser):
    visitor = Visitor(browser, live_server.url, 1280, script=False)
    faults = []
    for door in sorted(forms.keys() - BY_SCRIPT, key=lambda door: (door in ENDING, door)):
        visit = forms[door]
        visitor.sign_in(visit.session)
        said = send_empty(visitor, door, visit.path)
        faults += [f"{door} on {visit.path} as {visit.role}: {said}"] if said else []

    assert not faults, "\n".join(faults)


@pytest.mark.django_db
def test_every_door_that_takes_a_form_has_one_on_a_page(cast):
    shown = set(cast.forms())
    taking = {row.door for row in rows() if row.method == "POST"}

    wrong = taking - shown ^ set(SENT_ELSEWHERE)
    assert not wrong, "\n".join(sorted(wrong))


@pytest.mark.parametrize(("door", "proof"), SENT_ELSEWHERE.items(), ids=list(SENT_ELSEWHERE))
def test_a_door_sent_elsewhere_is_sent_there(door, proof):
    text = (settings.BASE_DIR / proof).read_text()
    name = door.partition(":")[2]
    assert name in text or f'"{name.removeprefix("learning_")}"' in text
