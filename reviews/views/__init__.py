"""Pages of reviews. Each asks a keeper, so a conflict of interest shuts all of them."""

from reviews.views.archive import review_list
from reviews.views.cases import review
from reviews.views.incidents import incident_section
from reviews.views.letting import (
    declare_conflict,
    end_grant,
    let_in,
    lift_conflict,
    shut_out_agency,
)
from reviews.views.publishing import (
    plan_publication,
    record_copies,
    record_publication,
    share_learning,
)

__all__ = [
    "declare_conflict",
    "end_grant",
    "incident_section",
    "let_in",
    "lift_conflict",
    "plan_publication",
    "record_copies",
    "record_publication",
    "review",
    "review_list",
    "share_learning",
    "shut_out_agency",
]
