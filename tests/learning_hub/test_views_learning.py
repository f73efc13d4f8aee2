import pytest

from learning_hub.models import LearningPoint
from partners.models import Role
from tests.factories.learning_hub import (
    HubNoteFactory,
    LearningPointFactory,
    RecommendationFactory,
    ResourceFactory,
    ThemeFactory,
)
from tests.factories.partners import ActionFactory, PartnershipFactory, StandingFactory
from tests.learning_hub.pages import address, text_of

pytestmark = pytest.mark.django_db


def test_learning_is_narrowed_by_theme_source_and_year(sign_in, practitioner, here):
    neglect = ThemeFactory(name="Neglect")
    kept = LearningPointFactory(**here, shared=True, themes=[neglect], text="Look in the fridge")
    LearningPointFactory(**here, shared=True, text="Of no theme")
    LearningPointFactory(
        **here, shared=True, themes=[neglect], source_kind="review", text="Of a review"
    )
    LearningPointFactory(
        **here, shared=True, themes=[neglect], year="2018-19", text="Of another year"
    )
    asked = {"theme": neglect.pk, "source": "practice", "year": "2019-20"}

    page = text_of(sign_in(practitioner.person).get(address("learning_list"), asked))

    assert str(kept) in page
    assert "1 shared learning point" in page
    assert "Of no theme" not in page
    assert "Of a review" not in page
    assert "Of another year" not in page


def test_a_filter_that_makes_no_sense_is_left_aside(sign_in, practitioner, here):
    LearningPointFactory(**here, shared=True, text="Look in the fridge")

    page = text_of(sign_in(practitioner.person).get(address("learning_list"), {"theme": "x"}))

    assert "Look in the fridge" in page


def test_htmx_gets_the_results_only_and_no_script_the_whole_page(sign_in, practitioner, here):
    point = LearningPointFactory(**here, shared=True)
    browser = sign_in(practitioner.person)

    part = browser.get(address("learning_list"), headers={"HX-Request": "true"})
    whole = browser.get(address("learning_list"))

    assert part.content.decode().strip().startswith('<section id="results"')
    assert str(point) in text_of(part)
    assert "<h1" in text_of(whole)


def test_an_empty_hub_says_what_to_try(sign_in, practitioner):
    page = text_of(sign_in(practitioner.person).get(address("learning_list")))

    assert "Take a filter away to see more" in page


def test_the_hub_says_what_it_is_for(sign_in, practitioner, here):
    HubNoteFactory(**here, text="Go-to place")
    HubNoteFactory(text="Of another hub")

    page = text_of(sign_in(practitioner.person).get(address("learning_list")))

    assert "What the hub is for" in page
    assert "Go-to place" in page
    assert "Of another hub" not in page


def test_drafts_stand_apart_for_those_who_may_see_them(sign_in, officer, practitioner, here):
    LearningPointFactory(**here, text="Only a draft")

    assert "Only a draft" in text_of(sign_in(officer.person).get(address("learning_list")))
    assert "Only a draft" not in text_of(sign_in(practitioner.person).get(address("learning_list")))


def test_a_point_shows_its_chain_and_names_the_gaps(sign_in, practitioner, here):
    point = LearningPointFactory(**here, shared=True)
    recommendation = RecommendationFactory(
        **here, learning_point=point, audit=None, accepted=True, to=practitioner.agency
    )
    action = ActionFactory(**here, text="Write the pathway")
    recommendation.actions.add(action)
    recommendation.resources.add(ResourceFactory(**here, title="Pathway guide"))

    page = text_of(sign_in(practitioner.person).get(point.get_absolute_url()))

    for shown in (str(recommendation), "Accepted", "Write the pathway", "Pathway guide"):
        assert shown in page
    assert "Its impact has not been checked." in page
    assert "No action has been raised." not in page


def test_only_the_lead_of_the_agency_is_asked_to_answer(sign_in, practitioner, here):
    point = LearningPointFactory(**here, shared=True)
    asked = RecommendationFactory(**here, learning_point=point, audit=None, to=practitioner.agency)
    lead = StandingFactory(role=Role.AGENCY_LEAD, agency=practitioner.agency, **here)

    assert "Answer for your agency" in text_of(sign_in(lead.person).get(point.get_absolute_url()))
    other = text_of(sign_in(practitioner.person).get(point.get_absolute_url()))
    assert "Answer for your agency" not in other
    assert asked.get_absolute_url() == f"{point.get_absolute_url()}#recommendation-{asked.pk}"


def test_a_draft_of_somebody_else_does_not_exist_for_a_practitioner(sign_in, practitioner, here):
    draft = LearningPointFactory(**here)

    assert sign_in(practitioner.person).get(draft.get_absolute_url()).status_code == 404


def test_writing_keeps_a_draft_and_leads_to_it(sign_in, practitioner, here):
    theme = ThemeFactory()
    sent = {"text": "Ask who else is at home", "source_kind": "practice", "themes": [theme.pk]}

    response = sign_in(practitioner.person).post(address("learning_add"), sent)

    point = LearningPoint.objects.get()
    assert response.url == point.get_absolute_url()
    assert (point.partnership, point.status) == (practitioner.partnership, "draft")
    assert list(point.themes.all()) == [theme]


def test_writing_what_identifies_is_refused_with_the_fix_and_keeps_the_text(sign_in, practitioner):
    sent = {"text": "A boy aged 7 in BH1 2AA", "source_kind": "practice", "year": "last"}

    response = sign_in(practitioner.person).post(address("learning_add"), sent)

    assert response.status_code == 422
    page = text_of(response)
    assert "A boy aged 7 in BH1 2AA</textarea>" in page
    assert "Take out the exact age." in page
    assert "Take out the postcode." in page
    assert "Year must look like 2019 or 2019-20" in page
    assert not LearningPoint.objects.exists()


def test_somebody_in_two_partnerships_says_which_one_and_never_a_third(sign_in, practitioner):
    second = StandingFactory(person=practitioner.person)
    third = PartnershipFactory()
    browser = sign_in(practitioner.person)
    sent = {"text": "Ask who else is at home", "source_kind": "practice"}

    nothing = browser.post(address("learning_add"), sent)
    wrong = browser.post(address("learning_add"), {**sent, "partnership": third.pk})
    right = browser.post(address("learning_add"), {**sent, "partnership": second.partnership_id})

    assert "Select the partnership this learning is for" in text_of(nothing)
    assert wrong.status_code == 422
    assert right.status_code == 302
    assert LearningPoint.objects.get().partnership == second.partnership


def test_the_business_team_checks_shares_and_sends_back(sign_in, officer, here):
    point = LearningPointFactory(**here, themes=[ThemeFactory()])
    browser = sign_in(officer.person)
    found = []

    for move in ("check", "share", "send_back"):
        page = text_of(browser.get(point.get_absolute_url()))
        assert address(f"learning_{move}", learning_point_id=point.pk) in page
        browser.post(address(f"learning_{move}", learning_point_id=point.pk))
        point.refresh_from_db()
        found.append(point.status)

    assert found == ["checked", "shared", "draft"]


def test_a_move_that_lacks_something_says_so_on_the_page(sign_in, officer, here):
    point = LearningPointFactory(**here, checked=True)

    response = sign_in(officer.person).post(
        address("learning_share", learning_point_id=point.pk), follow=True
    )

    assert "Add a theme before you share it." in text_of(response)


def test_an_agency_lead_answers_and_a_refusal_needs_its_reason(sign_in, here):
    lead = StandingFactory(role=Role.AGENCY_LEAD, **here)
    asked = RecommendationFactory(**here, to=lead.agency)
    answer = address("recommendation_answer", recommendation_id=asked.pk)
    browser = sign_in(lead.person)
    assert asked.text in text_of(browser.get(answer))

    empty = browser.post(answer, {})
    bare = browser.post(answer, {"accepted": "no", "reason": ""})
    told = browser.post(answer, {"accepted": "no", "reason": "Done already"})
    again = browser.post(answer, {"accepted": "yes"})

    assert "Select yes if your agency accepts" in text_of(empty)
    assert "Enter the reason why your agency does not accept it" in text_of(bare)
    assert told.url == asked.get_absolute_url()
    assert "answered this already" in text_of(again)
    asked.refresh_from_db()
    assert (asked.accepted, asked.reason) == (False, "Done already")


def test_a_draft_is_changed_by_its_writer_and_keeps_its_partnership(sign_in, practitioner, here):
    draft = LearningPointFactory(**here, written_by=practitioner.person, text="As it was")
    theme = ThemeFactory()
    browser = sign_in(practitioner.person)
    edit = address("learning_edit", learning_point_id=draft.pk)
    assert edit in text_of(browser.get(draft.get_absolute_url()))
    assert "As it was</textarea>" in text_of(browser.get(edit))
    sent = {"text": "As it is", "source_kind": "audit", "themes": [theme.pk]}

    refused = browser.post(edit, {**sent, "text": "Aged 7"})
    changed = browser.post(edit, sent)

    assert "Take out the exact age." in text_of(refused)
    assert changed.url == draft.get_absolute_url()
    draft.refresh_from_db()
    assert (draft.text, draft.source_kind, draft.status) == ("As it is", "audit", "draft")
    assert list(draft.themes.all()) == [theme]
    assert draft.partnership == practitioner.partnership


def test_what_was_checked_is_not_changed_any_more(sign_in, practitioner, here):
    writer = practitioner.person
    checked = LearningPointFactory(**here, checked=True, text="As it was read", written_by=writer)
    edit = address("learning_edit", learning_point_id=checked.pk)

    response = sign_in(writer).post(edit, {"text": "Other", "source_kind": "audit"})

    assert response.status_code == 422
    assert "Only a draft can be changed. Send it back first." in text_of(response)
    checked.refresh_from_db()
    assert checked.text == "As it was read"


def test_a_colleague_reads_a_shared_point_and_does_not_change_it(sign_in, practitioner, here):
    point = LearningPointFactory(**here, shared=True)
    browser = sign_in(practitioner.person)

    response = browser.get(address("learning_edit", learning_point_id=point.pk))

    assert response.status_code == 403
    assert "Change this draft" not in text_of(browser.get(point.get_absolute_url()))


def test_the_business_team_rewrites_only_what_has_no_writer_and_then_is_its_writer(
    sign_in, officer, here
):
    ours = LearningPointFactory(**here, written_by=None)
    theirs = LearningPointFactory(**here)
    browser = sign_in(officer.person)
    sent = {"text": "As it is", "source_kind": "audit"}

    answers = [
        browser.post(address("learning_edit", learning_point_id=point.pk), sent).status_code
        for point in (ours, theirs)
    ]

    assert answers == [302, 403]
    ours.refresh_from_db()
    assert ours.written_by == officer.person
