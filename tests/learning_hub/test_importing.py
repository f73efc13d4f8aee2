import json

import pytest

from learning_hub import models
from portal.packs.faults import PackRefused
from portal.packs.importing import import_pack
from tests.factories.partners import ActionFactory, AgencyFactory, AreaFactory, PartnershipFactory

pytestmark = pytest.mark.django_db

GOOD = {
    "learning_hub/themes.csv": "ref,name\ntheme/neglect,Neglect\n",
    "learning_hub/notes.csv": (
        "ref,partnership,kind,order,text\npdscp/note/1,pdscp,purpose,1,Share\n"
    ),
    "learning_hub/resources.csv": (
        "ref,partnership,title,kind,partner,status,published,public\n"
        "pdscp/resource/1,pdscp,Neglect toolkit,toolkit,agency/1,published,2019-10,yes\n"
    ),
    "learning_hub/cycles.csv": (
        "ref,partnership,order,theme,status\npdscp/cycle/1,pdscp,1,Neglect,nearly complete\n"
    ),
    "learning_hub/stages.csv": (
        "ref,cycle,number,month,name,planned_on,closed_on,output\n"
        "pdscp/stage/1,pdscp/cycle/1,1,1,Find and scope the problem,,2019-11-01,Scope agreed\n"
        "pdscp/stage/5,pdscp/cycle/1,5,,Evaluation and re-audit,2020-10-01,,\n"
    ),
    "learning_hub/events.csv": (
        "ref,cycle,held,title,places,outputs\n"
        "pdscp/event/1,pdscp/cycle/1,2020-02,What works,east; west,Tactics named; Feedback\n"
    ),
    "learning_hub/audits.csv": (
        "ref,partnership,title,kind,area,agency,year,status,cycle\n"
        "pdscp/audit/1,pdscp,Disability,themed,area/1,,2019-20,complete,pdscp/cycle/1\n"
    ),
    "learning_hub/findings.csv": (
        "ref,audit,parent,order,kind,text,value,unit\n"
        "pdscp/finding/1,pdscp/audit/1,,1,strength,Well kept,98,percent\n"
        "pdscp/finding/2,pdscp/audit/1,pdscp/finding/1,1,finding,A point,,\n"
    ),
    "learning_hub/learning_points.csv": (
        "ref,partnership,text,source_kind,year,themes,status,paper\n"
        "pdscp/point/1,pdscp,Ask who else is at home,review,2019-20,theme/neglect,shared,Report\n"
    ),
    "learning_hub/recommendations.csv": (
        "ref,partnership,audit,to,text,accepted,reason,actions,resources,impact,impact_on\n"
        "pdscp/rec/1,pdscp,pdscp/audit/1,agency/1,Train,yes,,action/1,pdscp/resource/1,Seen,\n"
    ),
    "learning_hub/indicators.csv": (
        "ref,partnership,name,unit,people,polarity,kind,frequency,counted_from,conference_kind\n"
        "pdscp/ind/1,pdscp,On a plan,count,yes,down,snapshot,year,values,\n"
        "pdscp/ind/2,pdscp,First conferences,count,no,neither,flow,year,conferences,initial\n"
    ),
    "learning_hub/values.csv": (
        "ref,indicator,period,starts_on,ends_on,area,value,status\n"
        "pdscp/val/1,pdscp/ind/1,31 March 2019,2019-03-31,2019-03-31,area/1,328,final\n"
        "pdscp/val/2,pdscp/ind/1,31 March 2020,2020-03-31,2020-03-31,area/1,,not available\n"
    ),
    "learning_hub/conferences.csv": (
        "ref,partnership,area,held_on,kind,children_count\n"
        "pdscp/conf/1,pdscp,area/1,2018-05-01,initial,3\n"
    ),
}


@pytest.fixture(autouse=True)
def known():
    PartnershipFactory(ref="pdscp", name="Pan-Dorset", short_name="PDSCP")
    AreaFactory(ref="area/1")
    ActionFactory(ref="action/1", owner=AgencyFactory(ref="agency/1"))


def write_pack(folder, files):
    """A pack without a partnership of its own: it is known already."""
    (folder / "learning_hub").mkdir(parents=True)
    cover = {"format": 1, "partnership": "pdscp", "period": {}, "title": "A pack for a test"}
    (folder / "pack.json").write_text(json.dumps(cover))
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


def faults_of(folder, files):
    with pytest.raises(PackRefused) as refusal:
        import_pack(write_pack(folder, files))
    return {(fault.column, fault.sentence) for fault in refusal.value.faults}


def test_a_pack_brings_every_kind_of_row_with_its_links(tmp_path):
    import_pack(write_pack(tmp_path, GOOD))

    recommendation = models.Recommendation.objects.get()
    assert recommendation.audit.findings.count() == 2
    assert [a.ref for a in recommendation.actions.all()] == ["action/1"]
    assert recommendation.gaps == []
    event = models.CycleEvent.objects.get()
    assert (event.places, event.held.text) == (["east", "west"], "February 2020")
    assert models.LearningPoint.objects.get().themes.get().name == "Neglect"
    assert models.Finding.objects.get(ref="pdscp/finding/2").parent.ref == "pdscp/finding/1"


def test_the_same_pack_again_changes_nothing(tmp_path):
    folder = write_pack(tmp_path, GOOD)
    import_pack(folder)

    assert import_pack(folder).changes == 0


@pytest.mark.parametrize(
    ("file", "row", "column", "says"),
    [
        (
            "learning_points",
            "ref,partnership,text,source_kind,status\np/1,pdscp,A boy aged 7,review,draft\n",
            "text",
            "Take out the exact age",
        ),
        (
            "learning_points",
            "ref,partnership,text,source_kind,status\np/1,pdscp,Listen,review,shared\n",
            "paper",
            "Give the paper",
        ),
        (
            "recommendations",
            "ref,partnership,text\np/1,pdscp,Do better\n",
            "audit",
            "Give the audit or the learning point",
        ),
        (
            "recommendations",
            "ref,partnership,text,audit,accepted\np/1,pdscp,Do better,pdscp/audit/1,no\n",
            "reason",
            "Give the reason",
        ),
        (
            "recommendations",
            "ref,partnership,text,audit,impact_on\np/1,pdscp,Do,pdscp/audit/1,2020-09-01\n",
            "impact",
            "Say what the check of impact found",
        ),
        (
            "stages",
            "ref,cycle,number,name,closed_on\np/1,pdscp/cycle/1,2,Audit,2020-03-01\n",
            "output",
            "Say what the stage made",
        ),
        (
            "audits",
            "ref,partnership,title,kind,year,status,area\np/1,pdscp,A,themed,2019-20,planned,\n",
            "area",
            "Give an area or an agency",
        ),
        (
            "findings",
            "ref,audit,order,kind,text,value\np/1,pdscp/audit/1,1,finding,Well,98\n",
            "unit",
            "Give the unit",
        ),
        (
            "values",
            "ref,indicator,period,starts_on,ends_on,value,status\n"
            "p/1,pdscp/ind/1,2019,2019-03-31,2019-03-31,,final\n",
            "value",
            "Give a value",
        ),
        (
            "values",
            "ref,indicator,period,starts_on,ends_on,value,status\n"
            "p/1,pdscp/ind/1,2019,2019-03-31,2019-03-30,3,final\n",
            "ends_on",
            "The period must end",
        ),
    ],
)
def test_a_row_that_contradicts_itself_is_named_with_the_fix(tmp_path, file, row, column, says):
    import_pack(write_pack(tmp_path / "good", GOOD))

    faults = faults_of(tmp_path / "bad", {f"learning_hub/{file}.csv": row})

    assert [c for c, sentence in faults if says in sentence] == [column]


def test_an_indicator_must_say_whether_it_counts_people(tmp_path):
    bare = {
        "learning_hub/indicators.csv": (
            "ref,partnership,name,unit,polarity,kind,frequency\n"
            "pdscp/ind/1,pdscp,On a plan for 3 years,count,down,snapshot,year\n"
        )
    }

    assert {column for column, _ in faults_of(tmp_path / "pack", bare)} == {"people"}
