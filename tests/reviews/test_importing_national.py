"""The log of national publications comes in whole, leaves again, and comes in the same."""

import pytest

from portal.packs.exporting import export_pack
from portal.packs.faults import PackRefused
from portal.packs.importing import import_pack
from reviews.models import GapLine, NationalPublication
from tests.factories.partners import PartnershipFactory
from tests.portal.packing import COVER, write_pack

pytestmark = pytest.mark.django_db
LOG = "reviews/national_publications"
LINES = "reviews/gap_lines"
GOOD = {
    LOG: "ref,partnership,title,sort,publisher,published_on,address,about,our_part,reply_due_on,"
    "replied_on,reply\n"
    'n1,pdscp,"Children out of sight, yearly",national review,The Panel,2020-07,https://x.example/n1,'
    "What was found,Two schools took part,2020-10-30,2020-10-02,We ask it now\n"
    "n2,pdscp,A letter,guidance,The Minister,2020,,,,,,\n",
    LINES: "ref,publication,order,recommendation,position,evidence,action\n"
    "g1,n1,1,Ask the child alone.,met,An audit of June,\n"
    "g2,n1,2,Put together what is heard.,,,\n",
}


@pytest.fixture
def send(tmp_path):
    PartnershipFactory(ref=COVER["partnership"])

    def sent(**other):
        files = {**GOOD, **{f"reviews/{name}": text for name, text in other.items()}}
        return import_pack(write_pack(tmp_path, {f"{name}.csv": t for name, t in files.items()}))

    return sent


def rows():
    publications = NationalPublication.objects.order_by("ref")
    facts = ("ref", "title", "sort", "published_on", "our_part", "replied_on", "reply")
    lines = GapLine.objects.order_by("ref")
    gaps = ("ref", "publication__ref", "order", "recommendation", "position", "evidence")
    return list(publications.values_list(*facts)), list(lines.values_list(*gaps))


def test_the_log_leaves_and_comes_in_the_same(send, tmp_path):
    send()
    before = rows()
    export_pack(COVER["partnership"], tmp_path / "out")
    GapLine.objects.all().delete()
    NationalPublication.objects.all().delete()

    import_pack(tmp_path / "out")

    assert rows() == before
    assert [len(some) for some in before] == [2, 2]
    assert before[0][0][1] == "Children out of sight, yearly"
    assert str(before[0][1][3]) == "2020"


def test_a_log_that_comes_twice_changes_nothing(send):
    send()
    before = rows()

    send()

    assert rows() == before


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        (
            "national_publications",
            "ref,partnership,title,sort,publisher,published_on,replied_on\n"
            "n1,pdscp,A letter,guidance,The Minister,2020,2020-10-02\n",
            "Say what was replied",
        ),
        (
            "gap_lines",
            "ref,publication,order,recommendation,position\ng1,n1,1,Ask.,met\n",
            "Say how you know",
        ),
        (
            "gap_lines",
            "ref,publication,order,recommendation\ng1,nowhere,1,Ask.\n",
            "nowhere",
        ),
    ],
)
def test_what_is_missing_is_said_and_nothing_comes_in(send, file, text, fault):
    with pytest.raises(PackRefused) as refused:
        send(**{file: text})

    assert fault in str(refused.value)
    assert not NationalPublication.objects.exists()
