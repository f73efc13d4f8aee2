"""From a recommendation to a practice that changed, through the pages."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from learning_hub.models import Resource
from partners.models import Action, Role
from portal.models import Sighting
from reviews.models import (
    AssuranceStatement,
    Challenge,
    GuideSending,
    ImpactCheck,
    RecommendationAction,
    RecommendationProduct,
    ReviewRecommendation,
)
from tests.factories.learning_hub import ResourceFactory
from tests.factories.partners import AgencyStatusFactory, StandingFactory
from tests.factories.reviews_files import ChildFactory, identified
from tests.factories.reviews_learning import (
    AssuranceFactory,
    ChallengeFactory,
    GivenActionFactory,
    ImpactCheckFactory,
    RecommendationFactory,
    signed,
)
from tests.factories.reviews_publication import PublicationFactory
from tests.reviews.typed import boxes, refused, sent, text

pytestmark = pytest.mark.django_db
TODAY, LATER = date(2020, 9, 14), date(2020, 12, 1)


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2020-09-14T09:00:00+00:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def agency(partnership):
    return AgencyStatusFactory(partnership=partnership, status="relevant agency").agency


@pytest.fixture
def nurse(agency, partnership):
    return StandingFactory(role=Role.AGENCY_LEAD, agency=agency, partnership=partnership).person


@pytest.fixture
def recommended(review):
    return RecommendationFactory(review=review, number=1)


def at(name, **where):
    return reverse(f"reviews:{name}", kwargs={key: thing.pk for key, thing in where.items()})


def test_the_whole_path(review, lead, nurse, agency, partnership, sign_in):
    toolkit = ResourceFactory(partnership=partnership, title="Toolkit: fathers", version="2")
    browser = sign_in(lead)
    page = sent(
        browser,
        at("recommendation_add", review_id=review),
        text="Ask who lives in the home",
        agencies=[agency.pk],
    )
    assert "Nobody has decided yet whether it is accepted." in page
    one = ReviewRecommendation.objects.get()
    key = {"review_recommendation_id": one}
    page = sent(
        browser,
        at("recommendation_decide", **key),
        answer="accepted",
        deciders="The executive",
        **boxes("decided_on", TODAY),
    )
    assert "Give an action for recommendation 1" in page
    sent(
        browser,
        at("recommendation_action", **key),
        text="Ask at every first visit",
        owner=agency.pk,
        **boxes("due", LATER),
    )
    given, action = RecommendationAction.objects.get(), Action.objects.get()

    works(sign_in(nurse), action, review)

    browser = sign_in(lead)
    page = text(browser.get(at("action_confirm", recommendation_action_id=given)))
    assert "Every team asks" in page
    assert "audit.csv" in page
    page = sent(
        browser,
        at("action_confirm", recommendation_action_id=given),
        outcome="shown",
        shown_by="The audit of August",
    )
    assert "The audit of August" in page
    sent(
        browser,
        at("product_add", **key),
        subject=f"learning_hub.Resource:{toolkit.pk}",
        used_where="All health visitors",
    )
    assert RecommendationProduct.objects.get().version == "2"
    sent(
        browser,
        at("assurance_ask", review_id=review),
        recommendation=one.pk,
        agencies=[agency.pk],
        asked="How far is it part of your work?",
        **boxes("due_on", LATER),
    )
    statement = AssuranceStatement.objects.get()

    assures(sign_in(nurse), statement, review)

    browser = sign_in(lead)
    sent(browser, at("assurance_judge", assurance_id=statement), verdict="accept")
    sent(
        browser,
        at("impact_plan", **key),
        measure="Ten records",
        looks="Quality team",
        **boxes("due_on", TODAY),
    )
    page = sent(
        browser,
        at("impact_record", impact_check_id=ImpactCheck.objects.get()),
        result="changed",
        found="Asked in nine of ten",
        evidence="The second audit",
        found_by="Quality team",
        **boxes("found_on", TODAY),
    )
    action.refresh_from_db()
    assert action.status == Action.Status.CLOSED
    for words in ("Practice changed", "Toolkit: fathers", "Accepted", "Asked in nine of ten"):
        assert words in page
    assert "Nothing is left to do here today." in page
    rows = browser.get(at("chain", review_id=review), {"as": "csv"}).content.decode()
    assert "Ask at every first visit" in rows
    assert "Practice changed, 14 September 2020: Asked in nine of ten" in rows


def works(browser, action, review):
    """What the agency does in the tracker, without a word of the file."""
    page = text(browser.get(action.get_absolute_url()))
    assert "A practice review: Ask who lives in the home" in page
    assert review.title not in page
    assert browser.get(at("chain", review_id=review)).status_code == 404
    note = reverse("partners:action_note", kwargs={"action_id": action.pk})
    file = SimpleUploadedFile("audit.csv", b"team,asked\nA,9\n", "text/csv")
    browser.post(note, {"text": "Every team asks", "evidence": [file]})
    browser.post(reverse("partners:action_move", args=[action.pk]), {"move": "finish"})
    action.refresh_from_db()
    assert action.status == Action.Status.DONE


def assures(browser, statement, review):
    """What the agency signs at the narrow door."""
    listed = text(browser.get(reverse("reviews:assurance_list")))
    assert statement.reference in listed
    page = text(browser.get(at("assurance", assurance_id=statement)))
    assert "Ask who lives in the home" in page
    assert review.title not in page
    assert Sighting.objects.filter(what="assurancestatement.seen").exists()
    page = sent(
        browser,
        at("assurance", assurance_id=statement),
        answer="embedded",
        statement="Audited in August",
        seen=1,
    )
    assert "Sign off the statement" in page
    typed = {"answer": "embedded", "statement": "Audited in August and September"}
    for seen in ("nonsense", 1):  # 1: a colleague has saved since
        signed = browser.post(at("assurance_sign", assurance_id=statement), typed | {"seen": seen})
        assert signed.status_code == 422
        statement.refresh_from_db()
        assert statement.status == "asked"
    browser.post(at("assurance_sign", assurance_id=statement), typed | {"seen": 2})
    statement.refresh_from_db()
    assert (statement.status, statement.statement) == ("signed", typed["statement"])


def test_words_that_tell_who_a_child_is_are_asked_about_once_more(review, lead, agency, sign_in):
    identified(ChildFactory(review=review), name="May Quarrymead")
    browser, address = sign_in(lead), at("recommendation_add", review_id=review)
    typed = {"text": "In May Quarrymead was not asked", "to_partnership": "on"}

    page = refused(browser, address, **typed)
    assert "“May”, “Quarrymead”" in page
    assert "I have read these words" in page
    assert not ReviewRecommendation.objects.exists()
    refused(browser, address, **typed, found="on")

    sent(browser, address, **typed, found="on", sure="on")
    assert ReviewRecommendation.objects.get().text == typed["text"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Enter what is recommended"),
        ({"text": "See the child aged 3"}, "age band"),
        ({"text": "Ask"}, "Select at least one agency, or tick"),
    ],
)
def test_a_recommendation_is_refused_in_words(review, lead, sign_in, typed, said):
    assert said in refused(sign_in(lead), at("recommendation_add", review_id=review), **typed)


def test_two_who_change_one_recommendation_see_both(recommended, lead, agency, sign_in):
    browser, key = sign_in(lead), {"review_recommendation_id": recommended}
    address = at("recommendation_edit", **key)
    sent(browser, address, text="Hers", to_partnership="on", seen=1)

    page = refused(browser, address, text="His", agencies=[agency.pk], seen=1)

    assert "Hers" in page
    assert "No agency" in page
    recommended.refresh_from_db()
    assert recommended.text == "Hers"


def test_what_is_refused_stands_beside_the_question(recommended, lead, agency, sign_in):
    browser, key = sign_in(lead), {"review_recommendation_id": recommended}
    less = {"answer": "in part", "deciders": "The executive", **boxes("decided_on", TODAY)}
    assert "not accepted in full" in refused(browser, at("recommendation_decide", **key), **less)
    action = {"text": "Ask", "owner": str(agency.pk), **boxes("due", LATER)}
    assert "is accepted" in refused(browser, at("recommendation_action", **key), **action)
    assert "Select something" in refused(browser, at("product_add", **key))
    assert "from the list" in text(browser.post(at("product_add", **key), {"subject": "x:1"}))
    check = at("impact_record", impact_check_id=ImpactCheckFactory(recommendation=recommended))
    changed = {"result": "changed", "found": "All ask", "found_by": "Team"}
    page = refused(browser, check, **changed, **boxes("found_on", TODAY))
    assert "Enter what shows that practice changed" in page


def test_a_product_is_named_once_and_taken_out(recommended, lead, partnership, sign_in):
    browser, key = sign_in(lead), {"review_recommendation_id": recommended}
    toolkit = ResourceFactory(partnership=partnership)
    subject = f"{Resource._meta.label}:{toolkit.pk}"
    sent(browser, at("product_add", **key), subject=subject)
    assert "names it already" in refused(browser, at("product_add", **key), subject=subject)

    product = RecommendationProduct.objects.get()
    browser.post(at("product_remove", recommendation_product_id=product))

    assert not RecommendationProduct.objects.exists()


def test_an_action_is_sent_back_from_its_page(recommended, lead, nurse, agency, sign_in):
    given = GivenActionFactory(recommendation=recommended, action__status="done")
    browser = sign_in(lead)
    key = {"recommendation_action_id": given}
    assert "Send it back" in text(browser.get(at("action_confirm", **key)))
    assert "progress note" in refused(
        browser, at("action_confirm", **key), outcome="shown", shown_by="Seen"
    )

    sent(browser, at("action_send_back", **key), reason="Two teams are missing")

    given.action.refresh_from_db()
    assert given.action.status == "open"


def test_statements_are_chased_taken_back_and_sent_back(review, lead, sign_in):
    browser = sign_in(lead)
    first = AssuranceFactory(review=review)
    browser.post(at("assurance_chase", assurance_id=first))
    first.refresh_from_db()
    assert first.chased_on == TODAY
    browser.post(at("assurance_withdraw", assurance_id=first))
    first.refresh_from_db()
    assert first.status == "withdrawn"
    second = signed(AssuranceFactory(review=review))
    address = at("assurance_judge", assurance_id=second)
    page = refused(browser, address, verdict="back")
    assert "Enter why it is sent back" in page
    assert "due again" in page
    sent(browser, address, verdict="back", reason="Two teams?", **boxes("due_on", LATER))
    assert "Two teams?" in text(browser.get(at("assurance", assurance_id=second)))


def test_what_came_on_paper_is_entered_by_the_lead(review, lead, sign_in):
    statement = AssuranceFactory(review=review)
    page = text(sign_in(lead).get(at("assurance", assurance_id=statement)))

    assert "outside the portal" in page


def test_challenges_are_recorded_and_answered(review, lead, sign_in):
    browser = sign_in(lead)
    page = sent(
        browser,
        at("challenge_add", review_id=review),
        challenger="Independent chair",
        challenged="Director",
        text="What has changed since May?",
        **boxes("on", date(2020, 9, 7)),
    )
    assert "Record the answer" in page
    key = {"challenge_id": Challenge.objects.get()}
    answer = {"answer": "A plan", "answered_by": "Director"}
    page = refused(
        browser, at("challenge_answer", **key), **answer, **boxes("answered_on", date(2020, 9, 1))
    )
    assert "7 September 2020 or later" in page
    page = sent(browser, at("challenge_answer", **key), **answer, **boxes("answered_on", TODAY))
    assert "A plan" in page
    again = refused(browser, at("challenge_answer", **key), **answer, **boxes("answered_on", TODAY))
    assert "answered meanwhile" in again


def test_an_open_challenge_is_told(review, lead, sign_in):
    ChallengeFactory(review=review)

    assert "Record the answer" in text(sign_in(lead).get(at("chain", review_id=review)))


def test_it_is_kept_to_whom_the_guide_was_sent(review, lead, agency, sign_in):
    publication = PublicationFactory(review=review)
    browser, address = sign_in(lead), at("guide_sent", publication_id=publication)
    assert "Select an agency, or name others" in refused(
        browser, address, **boxes("sent_on", TODAY)
    )

    page = sent(
        browser,
        address,
        agencies=[agency.pk],
        to="Providers of training",
        how="By email",
        **boxes("sent_on", TODAY),
    )

    assert "Providers of training, 14 September 2020, By email" in page
    assert {one.agency for one in GuideSending.objects.all()} == {agency, None}
    type(publication).objects.update(guide=[])
    again = refused(browser, address, to="Schools", **boxes("sent_on", TODAY))
    assert "guide is not written yet" in again
