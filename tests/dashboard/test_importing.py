"""Tiles, programmes, risks and reports come in as the papers have them."""

import json

import pytest

from dashboard.models import ProgrammeRow, Rating, ReportSection, Risk
from portal.packs.faults import PackRefused
from portal.packs.importing import import_pack
from tests.factories.partners import PartnershipFactory
from tests.portal.packing import COVER

pytestmark = pytest.mark.django_db

BOARD = {
    "dashboard/legend.csv": (
        "ref,partnership,order,colour,meaning\npdscp/g,pdscp,3,green,On track\n"
    ),
    "dashboard/tiles.csv": (
        "ref,partnership,order,name\n"
        "pdscp/tile/4,pdscp,4,QA and Learning Hub\n"
        "pdscp/tile/5,pdscp,5,Strategy\n"
    ),
    "dashboard/ratings.csv": (
        "ref,tile,element,colour,colour_hint,on\npdscp/r/5,pdscp/tile/5,,,near to green,2020-07\n"
    ),
    "dashboard/work_programmes.csv": (
        "ref,partnership,title,status,date_from,date_to\n"
        "pdscp/wp,pdscp,Work programme,draft,2020-07,2021-03\n"
    ),
    "dashboard/programme_rows.csv": (
        "ref,programme,tile,order,heading,kind,reason,next_review\n"
        "pdscp/wp/4,pdscp/wp,pdscp/tile/4,4,QA and Learning Hub,work,,\n"
        "pdscp/wp/5,pdscp/wp,pdscp/tile/5,5,Strategy,no new work,Near to green,2021-02\n"
    ),
    "dashboard/outcomes.csv": "ref,row,n,text\npdscp/o/1,pdscp/wp/4,1,A data set\n",
    "dashboard/programme_actions.csv": (
        "ref,row,n,text\npdscp/a/1,pdscp/wp/4,1,Produce it\npdscp/a/2,pdscp/wp/4,2,Use it\n"
    ),
    "dashboard/programme_milestones.csv": (
        "ref,row,n,text,due,meeting,same_as\n"
        "pdscp/m/1,pdscp/wp/4,0,All together,,,\n"
        'pdscp/m/2,pdscp/wp/4,1,Data set,2020-11,"Leadership Team, August",pdscp/m/1\n'
    ),
    "dashboard/lead_roles.csv": "ref,row,n,role\npdscp/l/1,pdscp/wp/4,,Chair of the QA group\n",
    "dashboard/progress_notes.csv": "ref,row,on,text\npdscp/p/1,pdscp/wp/4,2020-07,In progress\n",
    "dashboard/risks.csv": (
        "ref,partnership,title,kind,rating_recorded,status\n"
        "pdscp/risk/1,pdscp,Too little capacity,partnership,highest,open\n"
    ),
    "dashboard/reports.csv": (
        "ref,partnership,kind,title,period,start,end,as_at,status\n"
        "pdscp/ar,pdscp,yearly report,Annual Report 2020,2019-20,2019-04-01,2020-03-31,2020-07,"
        "draft\n"
    ),
    "dashboard/report_sections.csv": (
        "ref,edition,order,part,title,feeds\npdscp/ar/1,pdscp/ar,1,,Introduction,introduction\n"
    ),
    "dashboard/passages.csv": (
        "ref,section,order,kind,text\npdscp/ar/1/1,pdscp/ar/1,1,paragraph,A year of change.\n"
    ),
}


def write_pack(folder, files):
    (folder / "pack.json").write_text(json.dumps(COVER))
    (folder / "dashboard").mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture(autouse=True)
def partnership():
    return PartnershipFactory(ref="pdscp")


def test_a_pack_brings_the_board_in_and_twice_is_as_good_as_once(tmp_path):
    path = write_pack(tmp_path, BOARD)

    import_pack(path)
    import_pack(path)

    row = ProgrammeRow.objects.get(ref="pdscp/wp/4")
    counts = [getattr(row, name).count() for name in ("outcomes", "actions", "milestones")]
    assert counts == [1, 2, 2]
    assert [m.n for m in row.milestones.all()] == [0, 1]
    rating = Rating.objects.get()
    assert (rating.colour, rating.word, rating.colour_hint) == ("", "Not recorded", "near to green")
    assert Risk.objects.get().rating_recorded == "highest"
    assert ReportSection.objects.get().passages.get().text == "A year of change."


@pytest.mark.parametrize(
    ("file", "line", "sentence"),
    [
        (
            "dashboard/programme_rows.csv",
            "pdscp/wp/6,pdscp/wp,pdscp/tile/4,6,Other,no new work,,\n",
            "Say why there is no new work.",
        ),
        (
            "dashboard/risks.csv",
            "pdscp/risk/2,pdscp,One agency,single agency,,open\n",
            "Say what a single agency's risk would mean for the others.",
        ),
        (
            "dashboard/report_sections.csv",
            "pdscp/ar/2,pdscp/ar,2,,A council,agency statement\n",
            "Name the agency whose statement is printed.",
        ),
    ],
)
def test_what_belongs_together_comes_together(tmp_path, file, line, sentence):
    heads = {
        "dashboard/risks.csv": (
            "ref,partnership,title,kind,rating_recorded,status\n",
            "ref,partnership,title,kind,consequence,status\n",
        ),
        "dashboard/report_sections.csv": (
            "ref,edition,order,part,title,feeds\npdscp/ar/1,pdscp/ar,1,,Introduction,introduction\n",
            "ref,edition,order,agency,title,feeds\npdscp/ar/1,pdscp/ar,1,,Introduction,introduction\n",
        ),
    }
    text = BOARD[file].replace(*heads[file]) if file in heads else BOARD[file]
    if file == "dashboard/risks.csv":
        text = text.replace(",highest,", ",,")

    with pytest.raises(PackRefused) as refused:
        import_pack(write_pack(tmp_path, BOARD | {file: text + line}))

    assert sentence in str(refused.value)
