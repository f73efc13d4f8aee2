import pytest

from tests.factories.learning_hub import (
    AuditFactory,
    LearningPointFactory,
    ResourceFactory,
    StageFactory,
    ThemeFactory,
    ValueFactory,
)
from tests.factories.partners import AgencyFactory, AreaFactory, PartnershipFactory
from tests.learning_hub.pages import address, text_of

pytestmark = pytest.mark.django_db


LISTS = {
    "learning_list": lambda here: LearningPointFactory(
        **here, shared=True, themes=[ThemeFactory()], area=AreaFactory()
    ),
    "audit_list": lambda here: AuditFactory(**here),
    "cycle_list": lambda here: StageFactory(cycle__partnership=here["partnership"]).cycle,
    "resource_list": lambda here: ResourceFactory(**here, partner=AgencyFactory()),
    "indicator_list": lambda here: (
        ValueFactory(indicator__partnership=here["partnership"]).indicator
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_shows_rows_of_here_and_costs_the_same_however_long(
    name, sign_in, practitioner, here, django_assert_max_num_queries
):
    browser = sign_in(practitioner.person)
    elsewhere = LISTS[name]({"partnership": PartnershipFactory()})
    first = LISTS[name](here)
    browser.get(address(name))
    with django_assert_max_num_queries(14) as one:
        response = browser.get(address(name))
    assert str(first) in text_of(response)

    more = [LISTS[name](here) for _ in range(2)]
    with django_assert_max_num_queries(len(one.captured_queries)):
        response = browser.get(address(name))

    assert all(str(row) in text_of(response) for row in more)
    assert f'href="{elsewhere.get_absolute_url()}"' not in text_of(response)
