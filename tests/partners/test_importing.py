"""One row of every file comes in; faults are told in sentences."""

import pytest

from partners import models
from portal.packs.faults import PackRefused
from portal.packs.importing import import_pack
from portal.packs.readers import registry
from tests.portal.packing import write_pack

pytestmark = pytest.mark.django_db

FILES = {
    "areas": "ref,name,kind,members,live_from\n"
    "area/bcp,BCP,council area,,2019-04-01\n"
    "area/old,Old,former council area,,\n"
    "area/pan,Pan-Dorset,partnership area,area/bcp,\n",
    "area_changes": "ref,predecessor,successor,on,passed\n"
    "change/1,area/old,area/bcp,2019-04-01,Christchurch\n",
    "populations": "ref,area,measure,band,value,as_at\n"
    "pop/1,area/pan,Children and young people,,142800,2019\n",
    "agencies": "ref,name,kind,sector,area\n"
    "org/council,BCP Council,local authority,council,area/bcp\n"
    "org/board,Old board,local safeguarding children board,other,\n",
    "agency_names": "ref,agency,name,kind,since,until\n"
    "name/1,org/council,Shadow council,formal,2018,2019-03\n",
    "partnership_areas": "ref,partnership,area,since\npdscp/covers/1,pdscp,area/bcp,2019-08-01\n",
    "partnership_changes": "ref,predecessor_body,successor,on\n"
    "pdscp/from/1,org/board,pdscp,2019-08-01\n",
    "shared_services": "ref,name\nservice/training,Training\n",
    "service_shares": "ref,service,partnership,since\n"
    "pdscp/share/1,service/training,pdscp,2019-08-01\n",
    "relevant_agency_categories": "ref,partnership,category,order\n"
    "pdscp/relevant/1,pdscp,Probation,3\n",
    "agency_statuses": "ref,agency,partnership,status,since\n"
    "pdscp/status/1,org/council,pdscp,statutory partner,2019-08-01\n",
    "posts": "ref,partnership,agency,title,kind,accountable_to\n"
    "pdscp/post/1,pdscp,org/council,Lead,lead,\n"
    "pdscp/post/2,pdscp,org/council,Delegate,delegated,pdscp/post/1\n",
    "appointments": "ref,post,holder_title,as_at,superseded_by\n"
    "pdscp/held/1,pdscp/post/2,Director,2019-06,pdscp/held/2\n"
    "pdscp/held/2,pdscp/post/2,Corporate director,2019-12,\n",
    "groups": "ref,partnership,name,kind,cadence,cadence_unit,members,reports_to\n"
    "pdscp/group/1,pdscp,Leadership,executive,1,months,org/council,\n"
    "pdscp/group/2,pdscp,Quality,standing subgroup,,,,pdscp/group/1\n",
    "meetings": "ref,group,held_on,agencies_present\npdscp/met/1,pdscp/group/1,2019-09-10,4\n",
    "decisions": "ref,meeting,order,text\npdscp/decided/1,pdscp/met/1,1,Meet monthly\n",
    "priorities": "ref,partnership,parent,name,period,order\n"
    "pdscp/priority/1,pdscp,,Neglect,2019-20,1\n"
    "pdscp/priority/2,pdscp,pdscp/priority/1,Early help,2019-20,1\n",
    "milestones": "ref,partnership,kind,date,open_ended,as_printed,text,priorities,"
    "in_report,paper\n"
    "pdscp/milestone/1,pdscp,milestone,2019-09,yes,September onwards,Meetings begin,"
    "pdscp/priority/1,yes,Annual Report 2020\n",
    "budget_years": "ref,partnership,label,sharing_rule,statutory_share\n"
    "pdscp/budget/1,pdscp,2019-20,historic,98.3\n",
    "contributions": "ref,budget_year,payer,amount\n"
    "pdscp/paid/1,pdscp/budget/1,Statutory partners together,270106\n",
    "spending": "ref,budget_year,heading,amount\npdscp/spent/1,pdscp/budget/1,Staff,\n",
    "agency_statements": "ref,partnership,agency,year,author_post\n"
    "pdscp/statement/1,pdscp,org/council,2019-20,pdscp/post/2\n",
    "statement_points": "ref,statement,part,provider,order,text\n"
    "pdscp/point/1,pdscp/statement/1,developments and impact,,1,Front door rebuilt\n",
    "actions": "ref,partnership,text,owner,group,due,status\n"
    "pdscp/action/1,pdscp,Review the budget,org/council,pdscp/group/1,2020-10-31,open\n",
    "consultations": "ref,partnership,title\npdscp/asked/1,pdscp,Consultation on the plan\n",
    "comments": "ref,consultation,contributor,order,comment,response\n"
    "pdscp/said/1,pdscp/asked/1,Head teacher (1),1,Focus the agenda,A few priorities\n",
}


def whole() -> dict[str, str]:
    return {f"partners/{name}.csv": text for name, text in FILES.items()}


def faults_of(tmp_path, name, text):
    with pytest.raises(PackRefused) as refused:
        import_pack(write_pack(tmp_path, whole() | {f"partners/{name}.csv": text}))
    return str(refused.value)


def test_every_file_of_ours_is_read(tmp_path):
    ours = {file for file in registry if file.startswith("partners/")}

    import_pack(write_pack(tmp_path, whole()))

    assert ours == {*whole(), "partners/partnerships.csv"}
    for file in ours:
        assert registry[file].model._default_manager.exists(), file


def test_a_milestone_keeps_the_date_as_printed(tmp_path):
    import_pack(write_pack(tmp_path, whole()))

    milestone = models.Milestone.objects.get()
    assert (milestone.date.text, milestone.when) == ("September 2019", "September onwards")
    assert milestone.paper == "Annual Report 2020"
    assert [str(priority) for priority in milestone.priorities.all()] == ["Neglect"]


def test_the_same_pack_twice_changes_nothing(tmp_path):
    pack = write_pack(tmp_path, whole())
    import_pack(pack)

    assert import_pack(pack).changes == 0


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        (
            "partnerships",
            "ref,name,short_name,colour,live_from\npdscp,Pan-Dorset,PDSCP,red,2019-08-01\n",
            "Enter a colour as # and six digits",
        ),
        (
            "partnerships",
            "ref,name,short_name,colour,live_from\npdscp,Pan-Dorset,PDSCP,#ffdd00,2019-08-01\n",
            "Choose a darker colour",
        ),
        (
            "partnership_areas",
            "ref,partnership,area,since,until\nc/1,pdscp,area/bcp,2019-08-01,2018-01-01\n",
            "The last day is before the first",
        ),
        (
            "partnership_changes",
            "ref,predecessor_body,predecessor,successor,on\nf/1,,,pdscp,2019-08-01\n",
            "Name one predecessor",
        ),
        (
            "groups",
            "ref,partnership,name,kind,cadence\npdscp/group/1,pdscp,Leadership,executive,1\n",
            "Give the number and the unit together",
        ),
    ],
)
def test_what_cannot_be_true_is_refused_with_a_sentence(tmp_path, name, text, sentence):
    assert sentence in faults_of(tmp_path, name, text)
