"""The archive comes in as printed: what the paper does not say stays empty."""

import pytest

from portal.packs.importing import import_pack
from reviews.models import Review, ReviewFact
from tests.factories.partners import PartnershipFactory
from tests.portal.packing import COVER, write_pack

pytestmark = pytest.mark.django_db


def test_archive_comes_in_and_what_is_not_given_stays_empty(tmp_path):
    PartnershipFactory(ref=COVER["partnership"])

    import_pack(
        write_pack(
            tmp_path,
            {
                "reviews/reviews.csv": (
                    "ref,partnership,title,kind,law,completed,published,count,status_recorded\n"
                    "pdscp/scr22,pdscp,SCR 22,serious case review,old,2016-11,2018-07,,\n"
                    "pdscp/scr33,pdscp,SCR 33,serious case review,old,,,,under way\n"
                ),
                "reviews/learning.csv": (
                    "ref,review,order,text\npdscp/scr22/1,pdscp/scr22,1,Referral process\n"
                ),
                "reviews/themes.csv": (
                    "ref,review,order,text\npdscp/scr33/1,pdscp/scr33,1,Chronic condition\n"
                ),
                "reviews/facts.csv": (
                    "ref,partnership,year,kind,order,text,value,qualifier\n"
                    "pdscp/f1,pdscp,2019-20,count,1,Rapid reviews,,several\n"
                ),
            },
        )
    )

    first = Review.objects.get(ref="pdscp/scr22")
    assert (first.published.text, first.commissioned, first.count) == ("July 2018", None, None)
    assert [point.text for point in first.learning.all()] == ["Referral process"]
    assert Review.objects.get(ref="pdscp/scr33").themes.get().text == "Chronic condition"
    assert ReviewFact.objects.get().value is None
