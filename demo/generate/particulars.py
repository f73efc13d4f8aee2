"""What the papers do not say of courses and sessions: invented, so that the pages can be tried."""

from typing import Any

from demo.facts import Facts
from demo.generate.sheets import Sheets

LEVELS = (
    ("1", "Level 1", "Everybody who may meet children or their carers at work"),
    ("2", "Level 2", "People who work with children or their carers regularly"),
    ("3", "Level 3", "People who assess, plan or decide for children at risk"),
    ("4", "Level 4", "Named, designated and lead professionals, and their managers"),
)
EVERYBODY = "Anyone who works with children, young people or their families."
CASEWORK = (
    "Social workers, health visitors, school leads, police officers and others who hold cases."
)

PARTICULARS: dict[str, dict[str, Any]] = {
    "two_day": {
        "level": "3",
        "audience": CASEWORK,
        "outcomes": "Recognise the four kinds of abuse\nKnow what other agencies do, and when\n"
        "Make a clear referral and follow it up\nWork through a case together",
        "hours": "18",
        "valid_months": 36,
        "delivery": "commissioned",
        "family": "Safeguarding children",
        "family_place": "initial",
        "mandatory_for": ["Designated safeguarding lead", "Health visitor", "Social worker"],
        "trauma_checked_on": "2020-02-12",
    },
    "neglect": {
        "level": "2",
        "audience": EVERYBODY,
        "outcomes": "Notice neglect early\nTalk with parents about what you see\n"
        "Use the partnership's neglect tool",
        "hours": "3",
        "valid_months": 24,
        "delivery": "in house",
    },
    "self_harm": {
        "level": "2",
        "audience": "Anyone who supports young people: schools, youth services, foster carers.",
        "outcomes": "Know what self-harm can mean\nRespond without alarm\nPlan safety together",
        "hours": "3",
        "delivery": "partner run",
        "trauma_checked_on": "2020-03-04",
    },
    "cse": {
        "level": "3",
        "audience": CASEWORK,
        "outcomes": "Recognise grooming and coercion\nShare what you know in time\n"
        "Disrupt exploitation with other agencies",
        "hours": "6",
        "valid_months": 36,
        "delivery": "commissioned",
        "prerequisites": ["two_day"],
        "equivalent": "Level 3 training of your own agency in the last three years",
        "mandatory_for": ["Social worker", "Youth worker"],
    },
    "scr": {
        "level": "4",
        "audience": "Managers and supervisors.",
        "outcomes": "Know what local reviews found\nPut the learning to your own team",
        "hours": "3",
        "delivery": "in house",
    },
    "supervision": {
        "level": "4",
        "audience": "Anyone who supervises people who work with children.",
        "outcomes": "Give reflective supervision\nRecognise drift and delay",
        "hours": "6",
        "delivery": "commissioned",
        "family": "Supervision",
        "family_place": "initial",
    },
    "supervising": {
        "level": "4",
        "audience": "Supervisors who took the first supervision course.",
        "outcomes": "Work with families who keep services away\nKeep the child in sight",
        "hours": "6",
        "delivery": "commissioned",
        "family": "Supervision",
        "family_place": "update",
        "prerequisites": ["supervision"],
    },
    "recruit": {
        "level": "2",
        "audience": "Anyone who appoints staff or volunteers.",
        "outcomes": "Plan safe recruitment\nCheck identity and history",
        "hours": "3.5",
        "valid_months": 60,
        "delivery": "commissioned",
        "mandatory_for": ["Head teacher"],
    },
}
ORIGINS = (
    ("neglect", "priority", "priority", "pdscp/prio/2020_neglect", None),
    ("neglect", "practice", None, None, "Asked for at the neglect event of the learning hub"),
    ("cse", "priority", "priority", "pdscp/prio/2019_ce", None),
    ("cse", "audit", "audit", "pdscp/audit/ce", "Audit of child exploitation, 2019-20"),
    ("scr", "practice review", None, None, "Learning from reviews of earlier years"),
    ("radicalisation", "law", None, None, "Prevent duty guidance"),
)


def of_course(ours: str) -> dict[str, Any]:
    """Invented columns of a course, by the last piece of its ref."""
    known = dict(PARTICULARS.get(ours.rpartition("/")[2], {}))
    if known:
        known["level"] = f"pdscp/level/{known['level']}"
        known["prerequisites"] = [f"pdscp/course/{name}" for name in known.get("prerequisites", ())]
    return known


def write(facts: Facts, sheets: Sheets) -> None:
    for order, (key, code, name) in enumerate(LEVELS, start=1):
        sheets.add(
            "training/course_levels",
            f"pdscp/level/{key}",
            partnership="pdscp",
            code=code,
            name=name,
            order=order,
            since="2019-08-01",
        )
    for number, (course, kind, column, to, title) in enumerate(ORIGINS, start=1):
        sheets.add(
            "training/course_origins",
            f"pdscp/course-origin/{number}",
            course=f"pdscp/course/{course}",
            kind=kind,
            title=title,
            **({column: to} if column else {}),
        )


def parts(sheets: Sheets, session: str, days: tuple[str, ...]) -> None:
    """The days of a session of the course that has several."""
    for order, day in enumerate(days, start=1):
        sheets.add(
            "training/session_parts",
            f"{session}/part/{order}",
            session=session,
            order=order,
            starts_at=f"{day} 09:30",
            ends_at=f"{day} 16:00",
        )
