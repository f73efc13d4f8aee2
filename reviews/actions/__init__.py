"""What can happen to a review."""

from reviews.actions.letting import (
    MAY_SEE,
    AlreadyLetIn,
    declare_conflict,
    end_grant,
    end_of,
    let_in,
    let_out,
    lift_conflict,
    shut_out_agency,
    shut_to,
)
from reviews.actions.publishing import (
    ReasonMissing,
    TooSoon,
    earliest_publication,
    plan_publication,
    record_copies,
    record_publication,
    run_clock,
)
from reviews.actions.sharing import share_learning
from reviews.actions.signing import sign, take_back_signatures

__all__ = [
    "MAY_SEE",
    "AlreadyLetIn",
    "ReasonMissing",
    "TooSoon",
    "declare_conflict",
    "earliest_publication",
    "end_grant",
    "end_of",
    "let_in",
    "let_out",
    "lift_conflict",
    "plan_publication",
    "record_copies",
    "record_publication",
    "run_clock",
    "share_learning",
    "shut_out_agency",
    "shut_to",
    "sign",
    "take_back_signatures",
]
