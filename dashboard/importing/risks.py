"""How the risk register comes in."""

from typing import Any

from dashboard.importing.columns import FROM_PAPER, PARTNERSHIP, REF, TEXT, Faults
from dashboard.models import Risk, RiskReview
from partners.models import Post
from portal.packs import Column, Reader, register

SCORES = tuple(
    Column(name, kind="integer", required=False, help="From 1 to 5.")
    for name in (
        "inherent_likelihood",
        "inherent_impact",
        "current_likelihood",
        "current_impact",
        "residual_likelihood",
        "residual_impact",
    )
)


def consequence_said(row: dict[str, Any]) -> Faults:
    if row.get("kind") == Risk.Kind.SINGLE_AGENCY and not row.get("consequence"):
        yield "consequence", "Say what a single agency's risk would mean for the others."


register(
    Reader(
        file="dashboard/risks.csv",
        title="Risk register",
        model=Risk,
        scope="partnership",
        checks=(consequence_said,),
        columns=(
            REF,
            PARTNERSHIP,
            Column("title", max_length=200),
            Column("kind", kind="choice", choices=Risk.Kind.values),
            Column("consequence", kind="text", required=False),
            Column("rating_recorded", required=False, max_length=120),
            *SCORES,
            Column("owner", kind="reference", to=Post, required=False),
            Column("mitigations", kind="text", required=False),
            Column("origin", required=False, max_length=200),
            Column("duplicate_of", kind="reference", to=Risk, required=False),
            Column("recorded", kind="partial date", required=False),
            Column("status", kind="choice", choices=Risk.Status.values),
            *FROM_PAPER,
        ),
    )
)
register(
    Reader(
        file="dashboard/risk_reviews.csv",
        title="Reviews of risks",
        model=RiskReview,
        scope="risk__partnership",
        columns=(
            REF,
            Column("risk", kind="reference", to=Risk),
            Column("on", kind="partial date"),
            TEXT,
            Column("likelihood", kind="integer", required=False),
            Column("impact", kind="integer", required=False),
            *FROM_PAPER,
        ),
    )
)
