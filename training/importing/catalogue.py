"""How training records come in from elsewhere."""

from portal.packs import Column, Reader, register
from training.models import Course, EvaluationPoint, Rating, Session, TrainingNote

FACT = (Column("in_report"), Column("paper"))

register(
    Reader(
        file="training/courses.csv",
        title="Courses",
        model=Course,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("partnership"),
            Column("title"),
            Column("summary"),
            Column("kind", help="Empty where no paper says."),
            Column("kind_note"),
            Column("fee", help="Empty where no paper says."),
            Column("fund", help="What pays for a free course."),
            Column("days"),
            Column("follow_up_days"),
            Column("published", help="Shown in the public catalogue."),
            Column("level"),
            Column("audience", help="Who the course is for."),
            Column("outcomes", help="One outcome a line."),
            Column("hours"),
            Column("valid_months", help="Months until it should be renewed; empty for never."),
            Column("parts_may_miss", help="Parts somebody may miss and still has attended."),
            Column("delivery", help="Empty where nobody says."),
            Column("family", help="What a first course, its updates and refreshers share."),
            Column("family_place"),
            Column("prerequisites", help="Courses needed before."),
            Column("equivalent", help="What counts in place of the courses needed before."),
            Column("mandatory_for", help="Job roles for which somebody has to attend it."),
            Column("open_to", help="Sectors whose agencies may send people; empty for all."),
            Column("trauma_checked_on", help="When it was checked to be trauma-informed."),
            Column("resources", help="What the learning hub hands out with it."),
            Column("withdrawn_on"),
            *FACT,
        ),
    )
)
register(
    Reader(
        file="training/sessions.csv",
        title="Sessions",
        model=Session,
        scope="course__partnership",
        columns=(
            Column("ref"),
            Column("course"),
            Column("starts_at"),
            Column("mode"),
            Column("venue"),
            Column("area"),
            Column("places"),
            Column("status"),
            Column("cancelled_because", help="Needed for a cancelled session."),
            Column("generated"),
            Column("kind"),
            Column("provider", help="Who was commissioned to give it; empty where nobody was."),
            Column("partner", help="Agency that runs it itself, without fee or contract."),
            Column("ends_at"),
            Column("minimum", help="Fewer people than this are too few."),
            Column("joining", help="Shown to people who booked."),
            Column("link", help="Virtual room; shown to people who booked."),
            Column("notes", help="For those who run it."),
        ),
    )
)
register(
    Reader(
        file="training/ratings.csv",
        title="Ratings",
        model=Rating,
        scope="booking__session__course__partnership",
        columns=(
            Column("ref"),
            Column("booking"),
            Column("score"),
            Column("would_train_online", help="Empty where the question was not answered."),
            Column("comment"),
            Column("returned_on"),
        ),
    )
)
register(
    Reader(
        file="training/notes.csv",
        title="Statements about training",
        model=TrainingNote,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("partnership"),
            Column("kind"),
            Column("order"),
            Column("text"),
            *FACT,
        ),
    )
)
register(
    Reader(
        file="training/evaluation_points.csv",
        title="When evaluations are asked for",
        model=EvaluationPoint,
        scope="partnership",
        columns=(Column("ref"), Column("partnership"), Column("order"), Column("when"), *FACT),
    )
)
