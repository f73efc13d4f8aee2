"""Pages of reviews. Each asks a keeper, so a conflict of interest shuts all of them."""

from reviews.views.archive import (
    review_list,
)
from reviews.views.cases import (
    review,
)
from reviews.views.commissioning import (
    agency_declaration,
    key_line_drop,
    local_ask_agencies,
    local_ask_progress,
    local_key_lines,
    local_reviewer,
    local_scrutiny,
    progress_answer,
    reviewer_end,
)
from reviews.views.incidents import (
    incident_section,
)
from reviews.views.letting import (
    declare_conflict,
    end_grant,
    let_in,
    lift_conflict,
    shut_out_agency,
)
from reviews.views.local import (
    local_begin,
    local_commission,
    local_decide,
    local_delay,
    local_pause,
    local_resume,
    local_review,
)
from reviews.views.publishing import (
    plan_publication,
    record_copies,
    record_publication,
    share_learning,
)

__all__ = [
    "agency_declaration",
    "declare_conflict",
    "end_grant",
    "incident_section",
    "key_line_drop",
    "let_in",
    "lift_conflict",
    "local_ask_agencies",
    "local_ask_progress",
    "local_begin",
    "local_commission",
    "local_decide",
    "local_delay",
    "local_key_lines",
    "local_pause",
    "local_resume",
    "local_review",
    "local_reviewer",
    "local_scrutiny",
    "plan_publication",
    "progress_answer",
    "record_copies",
    "record_publication",
    "review",
    "review_list",
    "reviewer_end",
    "share_learning",
    "shut_out_agency",
]
