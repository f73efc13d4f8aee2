"""The way back from a page of training."""

from django.urls import reverse

from training.models import Course, Session

Crumb = tuple[str, str]
WAYS = {
    "courses": ("Training courses", "training:course_list"),
    "dates": ("Training dates", "training:date_list"),
    "sessions": ("Training sessions", "training:session_list"),
    "needs": ("Training needs", "training:need_list"),
    "years": ("Training programmes", "training:year_list"),
    "strategies": ("Training strategies", "training:strategy_list"),
    "groups": ("Groups that answer for training", "training:training_group_list"),
    "conferences": ("Conferences", "training:conference_list"),
    "suggestions": ("Improvements of booking", "training:suggestion_list"),
    "low numbers": ("Low numbers", "training:low_number_list"),
}


def back_to(
    *names: str, course: Course | None = None, session: Session | None = None
) -> list[Crumb]:
    """The crumbs down to the page above this one; a course or session stands last."""
    crumbs = [(label, reverse(url)) for label, url in (WAYS[name] for name in names)]
    if course is not None:
        crumbs.append((course.title, course.get_absolute_url()))
    if session is not None:
        crumbs.append((str(session), session.get_absolute_url()))
    return crumbs
