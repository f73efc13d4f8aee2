"""Recommendations and what became of them come in whole, and leave again."""

import pytest

from portal.packs.exporting import export_pack
from portal.packs.faults import PackRefused
from portal.packs.importing import import_pack
from reviews.models import ReviewRecommendation
from tests.factories.partners import PartnershipFactory
from tests.factories.reviews_learning import ImpactCheckFactory, RecommendationFactory
from tests.portal.packing import COVER, write_pack

pytestmark = pytest.mark.django_db
REVIEW = "ref,partnership,title,kind,law\nr1,pdscp,2020-01,local review,new\n"
GOOD = {
    "recommendations": "ref,review,number,text,to_partnership\nm1,r1,1,Ask the child,yes\n",
    "recommendation_decisions": "ref,recommendation,answer,reasons,deciders,decided_on\n"
    "d1,m1,in part,Money,The executive,2020-09-01\n",
    "impact_checks": "ref,recommendation,due_on,measure,looks,found_on,result,found,evidence,"
    "found_by\nk1,m1,2020-09-01,Ten records,Team,2020-09-02,changed,All ask,An audit,The team\n",
    "challenges": "ref,review,challenger,challenged,on,text,answer,answered_by,answered_on\n"
    "c1,r1,Chair,Director,2020-09-01,Why?,A plan,Director,2020-09-08\n",
}


@pytest.fixture
def send(tmp_path):
    PartnershipFactory(ref=COVER["partnership"])

    def sent(**other):
        files = {f"reviews/{name}.csv": text for name, text in {**GOOD, **other}.items()}
        return import_pack(write_pack(tmp_path, {"reviews/reviews.csv": REVIEW, **files}))

    return sent


def test_the_chain_comes_in(send):
    send()

    made = ReviewRecommendation.objects.get()
    assert made.addressees == "The partnership"
    assert made.decisions.get().answer == "in part"
    assert made.impact.get().result == "changed"
    assert made.review.challenges.get().answer == "A plan"


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        (
            "recommendation_decisions",
            "ref,recommendation,answer,deciders,decided_on\nd1,m1,not accepted,All,2020-09-01\n",
            "why it was not accepted",
        ),
        (
            "impact_checks",
            "ref,recommendation,due_on,measure,looks,found_on\n"
            "k1,m1,2020-09-01,Ten,Team,2020-09-02\n",
            "Give the result and what was found",
        ),
        (
            "impact_checks",
            "ref,recommendation,due_on,measure,looks,found_on,result,found\n"
            "k1,m1,2020-09-01,Ten,Team,2020-09-02,partly,Some\n",
            "what shows that practice changed",
        ),
        (
            "challenges",
            "ref,review,challenger,challenged,on,text,answer\n"
            "c1,r1,Chair,Director,2020-09-01,Why?,A plan\n",
            "Give the answer and its day",
        ),
    ],
)
def test_what_does_not_fit_together_is_told_before_anything_is_kept(send, file, text, fault):
    with pytest.raises(PackRefused) as refused:
        send(**{file: text})

    assert fault in str(refused.value)
    assert not ReviewRecommendation.objects.exists()


def test_the_chain_leaves_with_its_partnership(tmp_path):
    ours = PartnershipFactory(ref="pdscp")
    ImpactCheckFactory(recommendation__review__partnership=ours)
    RecommendationFactory(text="Of another partnership")

    export_pack("pdscp", tmp_path)

    told = (tmp_path / "reviews/recommendations.csv").read_text()
    assert "Ask who lives in the home" in told
    assert "Of another partnership" not in told
