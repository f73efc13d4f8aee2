"""Makers of schedules, rounds and requests of evaluation."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from portal import clock
from tests.factories.learning_hub_questionnaires import (
    AnswerFactory,
    QuestionFactory,
    QuestionnaireFactory,
    ResponseFactory,
    VersionFactory,
    publish,
)
from tests.factories.partners import PartnershipFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.world import thing
from training import models
from training.models.evaluation import hash_of, token_of


class ScheduleFactory(DjangoModelFactory):
    class Meta:
        model = models.EvaluationSchedule

    partnership = factory.SubFactory(PartnershipFactory)
    since = factory.LazyFunction(lambda: clock.today() - timedelta(days=400))


class StageFactory(DjangoModelFactory):
    class Meta:
        model = models.EvaluationStage

    schedule = factory.SubFactory(ScheduleFactory)
    when = "end"
    questionnaire = factory.SubFactory(
        QuestionnaireFactory, partnership=factory.SelfAttribute("..schedule.partnership")
    )


class RoundFactory(DjangoModelFactory):
    class Meta:
        model = models.EvaluationRound

    session = factory.SubFactory(SessionFactory, status="delivered")
    stage = factory.SubFactory(
        StageFactory,
        schedule__partnership=factory.SelfAttribute("...session.course.partnership"),
        schedule__until=factory.LazyFunction(clock.today),
    )
    opens_on = factory.LazyFunction(clock.today)
    closes_on = factory.LazyAttribute(lambda one: one.opens_on + timedelta(days=28))


class RequestFactory(DjangoModelFactory):
    class Meta:
        model = models.EvaluationRequest

    round = factory.SubFactory(RoundFactory)
    booking = factory.SubFactory(
        BookingFactory, session=factory.SelfAttribute("..round.session"), status="attended"
    )
    version = factory.SubFactory(
        VersionFactory, questionnaire=factory.SelfAttribute("..round.stage.questionnaire")
    )
    address = factory.Sequence(lambda n: f"delegate-{n}@example.org")
    salt = factory.Sequence(lambda n: f"{n:032}")
    token_hash = factory.LazyAttribute(lambda one: hash_of(token_of(one.salt)))


def questionnaire(partnership, *questions, number=1):
    """A published questionnaire with these questions, each a dict of facts."""
    made = QuestionnaireFactory(partnership=partnership)
    version = VersionFactory(questionnaire=made, number=number)
    for order, facts in enumerate(questions or ({"overall": True},), start=1):
        QuestionFactory(version=version, order=order, **facts)
    publish(version)
    return made


def answered(request, **given):
    """Answer a request as the action would; `given` by the key of the question."""
    response = ResponseFactory(version=request.version)
    for question in request.version.questions.all():
        if question.key in given:
            value = given[question.key]
            column = "text" if isinstance(value, str) else "option"
            said = {"text": ""} | {column: value}
            AnswerFactory(response=response, question=question, **said)
    models.EvaluationRequest.objects.filter(pk=request.pk).update(
        status="answered", response=response
    )
    request.refresh_from_db()
    return response


def written_answer(partnership, text="I ask more often who else lives at home."):
    """Words somebody wrote at the end of a session."""
    request = RequestFactory(round__session__course__partnership=partnership)
    QuestionFactory(version=request.version, key="change", kind="text")
    return answered(request, change=text).answers.get()


@thing("evaluation_schedule_id")
def schedule(world):
    stage = StageFactory(schedule__partnership=world.partnership, schedule__until=clock.today())
    return stage.schedule


@thing("evaluation_round_id")
def evaluation_round(world):
    return RoundFactory(session__course__partnership=world.partnership)


@thing("evaluation_token")
def evaluation_token(world):
    request = RequestFactory(round__session__course__partnership=world.partnership)
    QuestionFactory(version=request.version, overall=True)
    publish(request.version)
    return request.token


@thing("answer_id")
def answer(world):
    return written_answer(world.partnership)
