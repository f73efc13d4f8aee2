"""What carries a recommendation into practice, and whether practice changed."""

from collections.abc import Sequence
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import Model

from portal import audit, clock, deadlines, files, products
from portal.access import insist
from portal.files.opened import Opened
from portal.models import User
from portal.workflow import MoveRefused
from reviews.actions.recommending import held
from reviews.deadlines import IMPACT
from reviews.files import IMPACT as USE
from reviews.models import ImpactCheck, RecommendationProduct, ReviewRecommendation

audit.words(
    {
        "reviewrecommendation.product_named": "Named what carries a recommendation into practice",
        "reviewrecommendation.product_removed": "Took back what carries a recommendation",
        "impactcheck.planned": "Planned to check the impact of a recommendation",
        "impactcheck.recorded": "Recorded what a check of impact found",
    }
)

PLANNED = "A check is planned already. Record what it finds before you plan another."
RECORDED = "What this check found was recorded meanwhile. Look at it again."


class AlreadyNamed(Exception):
    """This recommendation names this product already."""


@transaction.atomic
def name_product(
    *,
    recommendation: ReviewRecommendation,
    subject: Model | None,
    title: str = "",
    version: str = "",
    used_where: str = "",
    by: User,
) -> RecommendationProduct:
    """Name a thing of the portal, or by its title something outside it. Raises AlreadyNamed.

    Without a version the one that the thing has today is kept: a later one may say less.
    """
    now = held(recommendation, by)
    kind = None
    if subject is not None:
        sort = products.kinds[subject._meta.label]
        insist(sort.rows(by, now.review.partnership_id).filter(pk=subject.pk).exists())
        kind = ContentType.objects.get_for_model(subject)
        version = version or str(getattr(subject, "version", ""))
    try:
        with transaction.atomic():
            named = RecommendationProduct.objects.create(
                recommendation=now,
                subject_type=kind,
                subject_id=subject.pk if subject is not None else None,
                title=title,
                version=version,
                used_where=used_where,
                added_by=by,
            )
    except IntegrityError as refusal:
        raise AlreadyNamed from refusal
    audit.record("reviewrecommendation.product_named", now, by=by)
    return named


@transaction.atomic
def remove_product(*, product: RecommendationProduct, by: User) -> None:
    """Twice is as good as once."""
    now = held(product.recommendation, by)
    gone, _ = RecommendationProduct.objects.filter(pk=product.pk).delete()
    if gone:
        audit.record("reviewrecommendation.product_removed", now, by=by)


@transaction.atomic
def plan_impact_check(
    *, recommendation: ReviewRecommendation, due_on: date, measure: str, looks: str, by: User
) -> ImpactCheck:
    """Say when somebody looks whether practice changed, and at what. One check at a time."""
    now = held(recommendation, by)
    if now.impact.open().exists():
        raise MoveRefused(PLANNED)
    check = ImpactCheck.objects.create(
        recommendation=now, due_on=due_on, measure=measure, looks=looks, planned_by=by
    )
    audit.record("impactcheck.planned", check, by=by, due=due_on.isoformat())
    deadlines.start(IMPACT, check, due_on=due_on, owner=by)
    return check


@transaction.atomic
def record_impact(
    *,
    check: ImpactCheck,
    result: str,
    found: str,
    evidence: str,
    found_on: date,
    found_by: str,
    again_on: date | None = None,
    uploads: Sequence[Opened] = (),
    by: User,
) -> None:
    """Keep what a check found, and plan the next at once where one is to follow.

    Raises files.NotKept when there is no room for the files that show it.
    """
    recommendation = held(check.recommendation, by)
    insist(found_on <= clock.today())
    open_one = ImpactCheck.objects.open().filter(pk=check.pk)
    said = {"result": result, "found": found, "evidence": evidence, "found_by": found_by}
    if open_one.update(found_on=found_on, recorded_by=by, **said) != 1:
        raise MoveRefused(RECORDED)
    audit.record("impactcheck.recorded", check, by=by, result=result)
    deadlines.meet(IMPACT, check)
    if again_on is not None:
        plan_impact_check(
            recommendation=recommendation,
            due_on=again_on,
            measure=check.measure,
            looks=check.looks,
            by=by,
        )
    files.keep(files=uploads, use=USE, about=check, by=by)
