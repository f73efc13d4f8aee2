"""Deaths come in by number and band, and what does not fit together is told with its way out."""

import pytest

from cdop.models import Death, PanelReview, ReviewFactor
from portal.packs.faults import PackRefused
from portal.packs.importing import import_pack
from tests.factories.partners import PartnershipFactory
from tests.portal.packing import COVER, write_pack

pytestmark = pytest.mark.django_db
HEAD = (
    "ref,partnership,number,died_on,notified_on,age_band,expected,"
    "joint_agency_response,joint_agency_response_on,out_of_county,passed_on\n"
)


@pytest.fixture(autouse=True)
def partnership():
    return PartnershipFactory(ref=COVER["partnership"])


def test_deaths_come_in_with_what_the_panel_found(tmp_path):
    import_pack(
        write_pack(
            tmp_path,
            {
                "cdop/deaths.csv": HEAD
                + "pdscp/d1,pdscp,2019-001,2019-03-30,2019-04-02,neonatal,,no,,no,\n",
                "cdop/panel_meetings.csv": (
                    "ref,partnership,held_on,generated\npdscp/p1,pdscp,2019-10-01,yes\n"
                ),
                "cdop/panel_reviews.csv": (
                    "ref,death,meeting,reviewed_on,modifiable,category\n"
                    "pdscp/r1,pdscp/d1,pdscp/p1,2019-10-01,yes,8\n"
                ),
                "cdop/factors.csv": "ref,partnership,name\npdscp/f1,pdscp,Co-sleeping\n",
                "cdop/review_factors.csv": (
                    "ref,panel_review,factor,relevance\npdscp/rf1,pdscp/r1,pdscp/f1,2\n"
                ),
                "cdop/facts.csv": (
                    "ref,partnership,year,kind,order,text,measure\n"
                    "pdscp/c1,pdscp,2019-20,as printed,1,almost 50%,neonatal\n"
                ),
            },
        )
    )

    assert Death.objects.get().expectation == "Not recorded"
    assert PanelReview.objects.get().get_category_display() == "Perinatal or neonatal event"
    assert ReviewFactor.objects.get().relevance == 2


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("2019-04-02,2019-04-01,neonatal,,no,,no,", "notified_on"),
        ("2019-04-01,2019-04-02,neonatal,yes,yes,,no,", "joint_agency_response"),
        ("2019-04-01,2019-04-02,neonatal,no,no,2019-04-02,no,", "joint_agency_response_on"),
        ("2019-04-01,2019-04-02,neonatal,no,no,,no,2019-04-05", "passed_on"),
    ],
)
def test_rows_that_contradict_themselves_are_refused(tmp_path, row, column):
    deaths = f"{HEAD}pdscp/d1,pdscp,2019-001,{row}\n"

    with pytest.raises(PackRefused) as refused:
        import_pack(write_pack(tmp_path, {"cdop/deaths.csv": deaths}))

    assert [fault.column for fault in refused.value.faults] == [column]


def test_printed_words_without_their_figure_are_refused(tmp_path):
    facts = "ref,partnership,year,kind,order,text\npdscp/c1,pdscp,2019-20,as printed,1,almost 50%\n"

    with pytest.raises(PackRefused) as refused:
        import_pack(write_pack(tmp_path, {"cdop/facts.csv": facts}))

    assert [fault.column for fault in refused.value.faults] == ["measure"]
