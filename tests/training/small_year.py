"""A small year of training, counted by hand."""

from datetime import date, time

from portal import clock
from tests.factories.partners import AgencyFactory, AreaFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.factories.training_reports import TrainingReportFactory


class Year:
    """Three sessions delivered and one cancelled, in 2019-20.

    | quarter | way          | places | police          | council                    |
    | Q1      | face to face | 30     | 10 came, 5 not  | 8 came, 5 in part          |
    | Q2      | online       | 20     | 6 came          | 9 came, 5 cancelled late   |
    | Q3      | cancelled    |        |                 |                            |
    | Q4      | face to face | 10     |                 | 7 came, 5 cancelled before |
    """

    def __init__(self, partnership) -> None:
        self.partnership = partnership
        self.police = AgencyFactory(name="Police", sector="police")
        self.council = AgencyFactory(name="Council", sector="council")
        self.area = AreaFactory(name="East")
        first = self.held(date(2019, 4, 10), 30, "face to face")
        self.came(first, self.police, attended=10, absent=5)
        self.came(first, self.council, attended=8, part=5)
        second = self.held(date(2019, 9, 30), 20, "virtual", area=self.area)
        self.came(second, self.police, attended=6)
        self.came(second, self.council, attended=9, late=5)
        self.held(
            date(2019, 11, 5), 25, "face to face", status="cancelled", cancelled_because="Illness"
        )
        fourth = self.held(date(2020, 3, 31), 10, "face to face", area=self.area)
        self.came(fourth, self.council, attended=7, cancelled=5)
        self.sessions = first, second, fourth
        # Outside: the day before, the day after, and another partnership's.
        for day in (date(2019, 3, 31), date(2020, 4, 1)):
            self.came(self.held(day, 30, "virtual"), self.police, attended=9)
        self.came(SessionFactory(status="delivered", starts_at=at(date(2019, 6, 1))), self.police)

    def held(self, day, places, mode, status="delivered", **facts):
        return SessionFactory(
            course__partnership=self.partnership,
            course__title=f"Course of {day:%B}",
            starts_at=at(day),
            places=places,
            mode=mode,
            status=status,
            **facts,
        )

    def came(self, session, agency, **counts):
        words = {"part": "part attended", "late": "cancelled late"}
        for word, count in counts.items():
            BookingFactory.create_batch(
                count, session=session, agency=agency, status=words.get(word, word)
            )

    def report(self, quarter=None):
        return TrainingReportFactory(partnership=self.partnership, year=2019, quarter=quarter)


def at(day):
    return clock.london_moment(day, time(9, 30))
