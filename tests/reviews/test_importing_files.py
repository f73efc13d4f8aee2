"""Files of cases come in whole and leave without who a child is."""

import pytest

from portal.packs.exporting import export_pack
from portal.packs.faults import PackRefused
from portal.packs.importing import import_pack
from reviews.models import Child, Incident, Notification, Screening
from tests.factories.partners import PartnershipFactory
from tests.factories.reviews_files import ChildFactory, identified, opened
from tests.portal.packing import COVER, write_pack

pytestmark = pytest.mark.django_db
REVIEW = "ref,partnership,title,kind,law\nr1,pdscp,2020-01,referral,new\n"
GOOD = {
    "incidents": "ref,review,status,route,happened_on,aware_on,summary\n"
    "i1,r1,notified,criteria,2020-09-01,2020-09-02,What happened\n",
    "children": "ref,review,order,pseudonym,harm,death_known_on\nc1,r1,1,Child A,died,2020-09-02\n",
    "screenings": "ref,review,asked_on,reasons,decision,decided_on\n"
    "s1,r1,2020-09-02,All met,notifiable,2020-09-03\n",
    "criterion_answers": "ref,screening,key,met,reason\na1,s1,sin.harm,yes,Died\n",
    "notifications": "ref,review,to,sent_on,due_on,sent_by,what\n"
    "n1,r1,panel,2020-09-04,2020-09-09,Duty manager,The form\n",
}


@pytest.fixture
def send(tmp_path):
    PartnershipFactory(ref=COVER["partnership"])

    def sent(**other):
        files = {f"reviews/{name}.csv": text for name, text in {**GOOD, **other}.items()}
        return import_pack(write_pack(tmp_path, {"reviews/reviews.csv": REVIEW, **files}))

    return sent


def test_a_case_comes_in_with_all_that_was_recorded(send):
    send()

    assert Incident.objects.get().status == "notified"
    assert Child.objects.get().pseudonym == "Child A"
    assert Screening.objects.get().answers.get().met == "yes"
    assert Notification.objects.get().days_late == 0


def test_what_the_portal_moved_on_stays(send):
    send()
    Incident.objects.update(status="closed")

    send()

    assert Incident.objects.get().status == "closed"


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        (
            "incidents",
            "ref,review,route,happened_on,aware_on,summary\n"
            "i1,r1,criteria,2020-09-02,2020-09-01,What\n",
            "on or after the day on which it happened",
        ),
        (
            "incidents",
            "ref,review,status,route,summary\ni1,r1,notified,criteria,What\n",
            "Give the day on which the local authority became aware",
        ),
        (
            "incidents",
            "ref,review,route,summary,advice_reference\ni1,r1,criteria,What,P-17\n",
            'write "panel advice" as the route',
        ),
        ("children", "ref,review,order,pseudonym\nc1,r1,5,Child E\n", "takes four children"),
        (
            "children",
            "ref,review,order,pseudonym,death_known_on\nc1,r1,1,Child A,2020-09-02\n",
            'Write "died"',
        ),
        (
            "screenings",
            "ref,review,asked_on,decided_on\ns1,r1,2020-09-02,2020-09-03\n",
            "Give the decision and its reasons",
        ),
    ],
)
def test_what_does_not_fit_together_is_told_before_anything_is_kept(send, file, text, fault):
    with pytest.raises(PackRefused) as refused:
        send(**{file: text})

    assert fault in str(refused.value)
    assert not Incident.objects.exists()


def test_no_column_of_any_pack_holds_who_a_child_is(tmp_path):
    file = opened(PartnershipFactory(ref="pdscp"))
    identified(ChildFactory(review=file), name="Robin Hidden")

    export_pack("pdscp", tmp_path)

    texts = [path.read_text() for path in tmp_path.rglob("*.csv")]
    assert any("Child A" in text for text in texts)
    assert not any("Hidden" in text for text in texts)
