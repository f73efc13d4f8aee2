"""Questionnaires are made, and answers read, by those who run training and the business team."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from learning_hub.models import (
    Answer,
    AnswerQuerySet,
    Question,
    Questionnaire,
    QuestionnaireVersion,
    QuestionnaireVersionQuerySet,
    Quote,
    Response,
)
from partners.access import any_of, standing
from partners.models import Partnership, PartnershipQuerySet, Role
from portal.access import keeper
from portal.models import User

M = TypeVar("M", bound=Model)

MAKERS = (Role.TRAINING_LEAD, Role.BUSINESS_TEAM)

makes_questionnaires = any_of(*MAKERS)


def makes_questionnaires_of(user: User, partnership_id: int) -> bool:
    return standing(user).holds_in(partnership_id, *MAKERS)


def partnerships_asking(user: User) -> PartnershipQuerySet:
    """The partnerships for which this person makes questionnaires."""
    return Partnership.objects.filter(pk__in=standing(user).partnerships(*MAKERS))


def made_by_makers(model: type[M], path: str) -> Callable[[User], QuerySet[M]]:
    """Rows of the partnerships for which a person makes questionnaires."""

    @keeper(model)
    def ours(user: User) -> QuerySet[M]:
        mine: dict[str, Any] = {f"{path}__in": standing(user).partnerships(*MAKERS)}
        return model._default_manager.filter(**mine)

    return ours


@keeper(QuestionnaireVersion)
def versions(user: User) -> QuestionnaireVersionQuerySet:
    ours = standing(user).partnerships(*MAKERS)
    return QuestionnaireVersion.objects.filter(questionnaire__partnership__in=ours)


@keeper(Answer)
def answers_given(user: User) -> AnswerQuerySet:
    ours = standing(user).partnerships(*MAKERS)
    return Answer.objects.filter(response__version__questionnaire__partnership__in=ours)


questionnaires = made_by_makers(Questionnaire, "partnership")
questions = made_by_makers(Question, "version__questionnaire__partnership")
responses = made_by_makers(Response, "version__questionnaire__partnership")
quotes = made_by_makers(Quote, "answer__response__version__questionnaire__partnership")
