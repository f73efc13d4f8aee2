"""Rows for each list, made in the partnership of the world."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from partners.models import Standing
from portal import audit, clock
from portal.models import User
from tests.exports import account_rows, training_rows, what_became
from tests.exports.training_rows import each
from tests.factories import (
    cdop,
    dashboard,
    learning_hub,
    learning_hub_questionnaires,
    partners,
    reviews,
    reviews_files,
    reviews_rapid,
    training,
    training_bookings,
    training_evaluation,
    training_money,
    training_programme,
    training_records,
    training_reports,
)
from tests.factories.portal import ClosingDayFactory, NoticeFactory, PackRunFactory, UserFactory
from tests.factories.reviews_publication import PublicationFactory
from training.models import BookingRules

BEFORE = clock.today() - timedelta(days=9)
WHO = {
    "reviews.reviews": "review lead",
    "reviews.chronology": "review lead",
    "reviews.participation": "review lead",
    "reviews.requests": "agency lead",
    "reviews.register": "review lead",
    "reviews.figures": "review lead",
    "reviews.handovers": "review lead",
    "reviews.chain": "review lead",
    "reviews.recommendations": "review lead",
    "reviews.assurance": "agency lead",
    "cdop.deaths": "CDOP coordinator",
    "cdop.panel_meetings": "CDOP coordinator",
    "training.mine": "business team",
    "training.my_sessions": "trainer",
    "training.agency_bookings": "agency lead",
    "training.approvals": "agency lead",
    "training.agency_record": "agency lead",
    "training.requirements": "agency lead",
    "partners.people": "access officer",
    "partners.roles": "access officer",
    "partners.invitations": "access officer",
    "partners.claims": "access officer",
    "partners.domains": "access officer",
    "partners.access_reviews": "access officer",
    "portal.record": "access officer",
}


def evaluations(world: Any) -> None:
    training_evaluation.RoundFactory(session__course__partnership=world.partnership)


def words(world: Any) -> None:
    training_evaluation.written_answer(world.partnership)


def schedules(world: Any) -> None:
    training_evaluation.ScheduleFactory(
        partnership=world.partnership, until=clock.today(), since=clock.today()
    )


def reports(world: Any) -> None:
    year = 2000 + len(world.made) + training_reports.TrainingReport.objects.count()
    training_reports.TrainingReportFactory(partnership=world.partnership, year=year)


def reported(world: Any) -> None:
    """What a report counts; it is there in the world."""
    world.answer("training_report_id")


def questionnaires(world: Any) -> None:
    made = learning_hub_questionnaires.QuestionnaireFactory(partnership=world.partnership)
    learning_hub_questionnaires.VersionFactory(questionnaire=made)


def agencies(world: Any) -> None:
    agency = partners.AgencyFactory()
    partners.AgencyStatusFactory(agency=agency, partnership=world.partnership)


def posts(world: Any) -> None:
    post = partners.PostFactory(partnership=world.partnership)
    partners.AppointmentFactory(post=post)


def domains(world: Any) -> None:
    agency = partners.AgencyFactory()
    partners.AgencyStatusFactory(agency=agency, partnership=world.partnership)
    partners.AgencyDomainFactory(agency=agency)


def access_reviews(world: Any) -> None:
    """Closed ones: only one may run."""
    closed = {"closed_at": clock.now(), "closed_by": UserFactory()}
    review = partners.AccessReviewFactory(partnership=world.partnership, **closed)
    part = partners.AccessReviewPartFactory(review=review, agency=world.agency)
    partners.AccessReviewLineFactory(part=part)


def groups(world: Any) -> None:
    partners.GroupFactory(partnership=world.partnership, scope=partners.AreaFactory())


def priorities(world: Any) -> None:
    before = partners.PriorityFactory(partnership=world.partnership)
    top = partners.PriorityFactory(partnership=world.partnership, carried_from=before)
    partners.PriorityFactory(partnership=world.partnership, parent=top)


def money(world: Any) -> None:
    year = partners.BudgetYearFactory(partnership=world.partnership)
    partners.ContributionFactory(budget_year=year)


def comments(world: Any) -> None:
    asked = partners.ConsultationFactory(partnership=world.partnership)
    partners.CommentFactory(consultation=asked)


def learning(world: Any) -> None:
    point = learning_hub.LearningPointFactory(partnership=world.partnership, shared=True)
    point.themes.add(learning_hub.ThemeFactory())


def cycles(world: Any) -> None:
    learning_hub.StageFactory(cycle=learning_hub.CycleFactory(partnership=world.partnership))


def indicators(world: Any) -> None:
    indicator = learning_hub.IndicatorFactory(partnership=world.partnership)
    learning_hub.ValueFactory(indicator=indicator)


def gaps(world: Any) -> None:
    world.answer("national_id")
    reviews.GapLineFactory(publication=world.made["national_id"])


def figures(world: Any) -> None:
    """What figures count; the same lines of a file, however many cases."""
    cases(world)


def handed_over(world: Any) -> None:
    reviews.HandoverFactory(review__partnership=world.partnership)


def published_reviews(world: Any) -> None:
    PublicationFactory(review__partnership=world.partnership, out=True)


def deaths(world: Any) -> None:
    cdop.PanelReviewFactory(death=cdop.DeathFactory(partnership=world.partnership))


def chronology(world: Any) -> None:
    world.answer("rapid_id")
    asked = reviews_rapid.InformationRequestFactory(rapid=world.made["rapid_id"])
    reviews_rapid.ChronologyEntryFactory(request=reviews_rapid.answered(asked))


def participation(world: Any) -> None:
    world.answer("rapid_id")
    reviews_rapid.InformationRequestFactory(rapid=world.made["rapid_id"])


def requests(world: Any) -> None:
    reviews_rapid.InformationRequestFactory(
        agency=world.agency, rapid__review__partnership=world.partnership
    )


def cases(world: Any) -> None:
    reviews_files.IncidentFactory(review__partnership=world.partnership)


def sessions(world: Any) -> None:
    session = training.SessionFactory(course__partnership=world.partnership)
    training.BookingFactory.create_batch(2, session=session)


def needs(world: Any) -> None:
    need = training_programme.TrainingNeedFactory(partnership=world.partnership)
    need.courses.add(training.CourseFactory(partnership=world.partnership))


def years(world: Any) -> None:
    year = training_programme.ProgrammeYearFactory(partnership=world.partnership)
    training_programme.ProgrammeCourseFactory(programme=year)


def low_numbers(world: Any) -> None:
    training.SessionFactory(course__partnership=world.partnership, minimum=5)


def places(world: Any) -> None:
    world.answer("session_id")
    training.BookingFactory(session=world.made["session_id"])


def own_places(world: Any) -> None:
    session = training.SessionFactory(course__partnership=world.partnership)
    for person in User.objects.all():
        training.BookingFactory(session=session, person=person)


def payers(world: Any) -> None:
    training_money.PayerFactory(payer_class__partnership=world.partnership)


def taught(world: Any) -> None:
    for standing in Standing.objects.filter(role="trainer"):
        training.SessionFactory(course__partnership=world.partnership, trainer=standing.person)


def own_attendances(world: Any) -> None:
    session = training.SessionFactory(course__partnership=world.partnership, status="delivered")
    for person in User.objects.all():
        training.BookingFactory(session=session, person=person, status="attended")


def attendances(world: Any) -> None:
    session = training.SessionFactory(course__partnership=world.partnership, status="delivered")
    training.BookingFactory(session=session, agency=world.agency, status="attended")


def programme_rows(world: Any) -> None:
    world.answer("programme_id")
    row = dashboard.ProgrammeRowFactory(programme=world.made["programme_id"])
    dashboard.OutcomeFactory(row=row)
    dashboard.ProgrammeMilestoneFactory(row=row)


def sender(world: Any) -> Any:
    """Whoever is in a business team and came last."""
    return Standing.objects.filter(role="business_team").latest("pk").person


def packs(world: Any) -> None:
    PackRunFactory(asked_by=sender(world))


def notices(world: Any) -> None:
    NoticeFactory(to=sender(world), subject=ClosingDayFactory())


def record(world: Any) -> None:
    """Something a person of the partnership did."""
    person = partners.StandingFactory(partnership=world.partnership, since=BEFORE).person
    audit.record("user.tested", person, by=person)


def faults(world: Any) -> None:
    if "pack_id" not in world.made:
        world.made["pack_id"] = PackRunFactory(asked_by=sender(world), status="faulty", faults=[])
    run = world.made["pack_id"]
    run.faults.append(["partners/groups.csv", 2, "", "=Not a formula"])
    run.save(update_fields=["faults"])


def partnerships(world: Any) -> None:
    """Others where the same people stand."""
    other = partners.PartnershipFactory()
    for standing in Standing.objects.filter(partnership=world.partnership):
        partners.StandingFactory(
            person=standing.person, partnership=other, agency=standing.agency, role=standing.role
        )


def waits(world: Any) -> None:
    world.answer("session_id")
    training_bookings.WaitingFactory(session=world.made["session_id"], agency=world.agency)


def agency_places(world: Any) -> None:
    session = training.SessionFactory(course__partnership=world.partnership)
    training.BookingFactory(session=session, agency=world.agency)


def approvals(world: Any) -> None:
    session = training.SessionFactory(course__partnership=world.partnership)
    training_bookings.ApprovalFactory(booking__session=session, booking__agency=world.agency)


def booking_rules(world: Any) -> None:
    day = clock.today() + timedelta(days=BookingRules.objects.count())
    training_bookings.BookingRulesFactory(partnership=world.partnership, from_day=day)


ROWS: dict[str, Callable[[Any], None]] = {
    "learning_hub.questionnaires": questionnaires,
    "training.evaluations": evaluations,
    "training.reports": reports,
    "training.report": reported,
    "training.words": words,
    "training.evaluation_schedules": schedules,
    "partners.partnerships": partnerships,
    "partners.agencies": agencies,
    "partners.posts": posts,
    "partners.groups": groups,
    "partners.priorities": priorities,
    "partners.milestones": each(partners.MilestoneFactory),
    "partners.money": money,
    "partners.consultations": comments,
    "partners.actions": each(partners.ActionFactory),
    "partners.people": each(partners.StandingFactory),
    "partners.roles": each(partners.StandingFactory),
    "partners.invitations": each(partners.InvitationFactory),
    "partners.claims": each(partners.ClaimFactory),
    "partners.domains": domains,
    "partners.access_reviews": access_reviews,
    "learning_hub.learning": learning,
    "learning_hub.audits": each(learning_hub.AuditFactory),
    "learning_hub.cycles": cycles,
    "learning_hub.resources": each(learning_hub.ResourceFactory),
    "learning_hub.indicators": indicators,
    "reviews.reviews": each(reviews.ReviewFactory),
    "reviews.chronology": chronology,
    "reviews.participation": participation,
    "reviews.requests": requests,
    "reviews.register": cases,
    "reviews.national": each(reviews.NationalPublicationFactory),
    "reviews.gaps": gaps,
    "reviews.figures": figures,
    "reviews.handovers": handed_over,
    "reviews.chain": what_became.chain,
    "reviews.recommendations": what_became.recommendations,
    "reviews.assurance": what_became.assurance,
    "reviews.published": published_reviews,
    "cdop.deaths": deaths,
    "cdop.panel_meetings": each(cdop.PanelMeetingFactory),
    "training.courses": each(training.CourseFactory),
    "training.sessions": sessions,
    "training.needs": needs,
    "training.coverage": needs,
    "training.years": years,
    "training.conferences": each(training_programme.ConferenceFactory),
    "training.dates": sessions,
    "training.low_numbers": low_numbers,
    "training.register": places,
    "training.unmatched": places,
    "training.payer_classes": each(training_money.PayerClassFactory),
    "training.payers": payers,
    "training.fee_tables": each(training_money.FeeTableFactory),
    "training.policies": each(training_money.PolicyFactory),
    "training.free_places": each(training_money.FreePlaceFactory),
    **account_rows.ROWS,
    **training_rows.ROWS,
    "training.mine": own_places,
    "training.my_sessions": taught,
    "training.waiting": waits,
    "training.agency_bookings": agency_places,
    "training.approvals": approvals,
    "training.booking_rules": booking_rules,
    "training.record": own_attendances,
    "training.agency_record": attendances,
    "training.requirements": lambda world: training_records.RequirementFactory(
        partnership=world.partnership, agency=world.agency
    ),
    "training.agency_training": lambda world: training_records.AgencyTrainingFactory(
        partnership=world.partnership, agency=world.agency
    ),
    "dashboard.risks": each(dashboard.RiskFactory),
    "dashboard.work_programme": programme_rows,
    "portal.packs": packs,
    "portal.notices": notices,
    "portal.pack_faults": faults,
    "portal.record": record,
    "dashboard.reports": each(dashboard.ReportEditionFactory),
}


def fill(world: Any, key: str, count: int) -> None:
    for _ in range(count):
        ROWS[key](world)
