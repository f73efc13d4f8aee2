"""Makers of questionnaires, their versions, and what was answered."""

import factory
from factory.django import DjangoModelFactory

from learning_hub import models
from portal import clock
from tests.factories.partners import PartnershipFactory
from tests.world import thing

SCORES = ["Poor", "Fair", "Good", "Excellent"]


class QuestionnaireFactory(DjangoModelFactory):
    class Meta:
        model = models.Questionnaire

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"Questionnaire {n}")


class VersionFactory(DjangoModelFactory):
    class Meta:
        model = models.QuestionnaireVersion

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    number = factory.Sequence(lambda n: n + 1)


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = models.Question

    version = factory.SubFactory(VersionFactory)
    order = factory.Sequence(lambda n: n + 1)
    key = factory.Sequence(lambda n: f"question-{n}")
    kind = models.Question.Kind.TEXT
    text = factory.Sequence(lambda n: f"What did you think of it, part {n}?")

    class Params:
        overall = factory.Trait(
            kind=models.Question.Kind.SCALE,
            text="How was the session?",
            options=SCORES,
            good_from=3,
            measure=models.Question.Measure.OVERALL,
            required=True,
        )


class ResponseFactory(DjangoModelFactory):
    class Meta:
        model = models.Response

    version = factory.SubFactory(VersionFactory)
    given_on = factory.LazyFunction(clock.today)


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.Answer

    question = factory.SubFactory(QuestionFactory)
    response = factory.SubFactory(
        ResponseFactory, version=factory.SelfAttribute("..question.version")
    )
    text = "I ask more often who else lives at home."


def publish(version):
    """Publish a version as the action does, without asking who."""
    rows = models.QuestionnaireVersion.objects.filter(pk=version.pk)
    rows.update(status="published", published_on=clock.today())
    version.refresh_from_db()
    return version


@thing("questionnaire_id")
def questionnaire(world):
    """It was asked before, so that a new version can be started."""
    made = QuestionnaireFactory(partnership=world.partnership)
    version = VersionFactory(questionnaire=made, number=1)
    QuestionFactory(version=version, overall=True)
    publish(version)
    return made


@thing("questionnaire_version_id")
def questionnaire_version(world):
    version = VersionFactory(questionnaire__partnership=world.partnership)
    QuestionFactory(version=version)
    return version


@thing("question_id")
def question(world):
    world.answer("questionnaire_version_id")
    return QuestionFactory(version=world.made["questionnaire_version_id"])
