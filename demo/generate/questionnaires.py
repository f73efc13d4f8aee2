"""Questionnaires of the partnership: invented, in the words its papers ask for."""

from demo.facts import Facts
from demo.generate.sheets import Sheets

OURS = "pdscp/questionnaire"
SCORES = ("Poor", "Fair", "Good", "Excellent")
CONFIDENCE = (
    "Not at all confident",
    "A little confident",
    "Fairly confident",
    "Very confident",
    "Completely confident",
)
USEFUL = ("Not useful", "Fairly useful", "Very useful")
OFTEN = ("Not yet", "Once or twice", "Often")
YES_NO = ("Yes", "No")
END, LATER, MANAGER, CONFERENCE = "end", "later", "manager", "conference"

Question = dict[str, object]


def scale(text: str, options: tuple[str, ...], **more: object) -> Question:
    return {"kind": "scale", "text": text, "options": options, **more}


def words(text: str, **more: object) -> Question:
    return {"kind": "text", "text": text, "hint": "Do not name a child or a family.", **more}


TITLES = {
    END: "End of a session",
    LATER: "What changed since the session",
    MANAGER: "The line manager's view",
    CONFERENCE: "Conference",
}
INTROS = {
    END: "Six questions, about two minutes. Your trainer sees results without names.",
    LATER: "You came to this session some time ago. Tell us what you have been able to use.",
    MANAGER: "Somebody you manage came to this training. Tell us what you have seen since.",
    CONFERENCE: "Two questions about the day. Your answers plan the next one.",
}
ASKED: dict[str, tuple[Question, ...]] = {
    END: (
        scale(
            "How was the session?",
            SCORES,
            good_from=3,
            measure="overall",
            required=True,
            key="overall",
        ),
        scale(
            "Before the session, how confident were you in this subject?",
            CONFIDENCE,
            section="Your confidence",
            good_from=4,
            measure="confidence before",
            key="confidence-before",
        ),
        scale(
            "And now?",
            CONFIDENCE,
            section="Your confidence",
            good_from=4,
            measure="confidence after",
            key="confidence-after",
        ),
        {
            "kind": "choice",
            "text": "Would you consider training online?",
            "options": YES_NO,
            "section": "What comes next",
            "measure": "online",
            "key": "online",
        },
        words(
            "What will you do differently?",
            section="What comes next",
            measure="change",
            key="change",
        ),
    ),
    LATER: (
        scale(
            "Have you used what you learned?",
            OFTEN,
            good_from=2,
            measure="used",
            required=True,
            key="used",
        ),
        {
            "kind": "choice",
            "text": "Which of these helped you most?",
            "options": ("Policies and procedures", "Guidance", "A toolkit", "The handouts"),
            "key": "helped",
            "only_if": "used",
            "only_if_option": 3,
        },
        scale(
            "How confident are you in this subject now?",
            CONFIDENCE,
            good_from=4,
            measure="confidence after",
            key="confidence-after",
        ),
        words("What has changed in your practice?", measure="change", key="change"),
    ),
    MANAGER: (
        scale(
            "Have you seen them use what they learned?",
            OFTEN,
            good_from=2,
            measure="used",
            required=True,
            key="used",
        ),
        words("What difference has it made?", measure="change", key="change"),
    ),
    CONFERENCE: (
        scale(
            "How was the conference overall?",
            SCORES,
            good_from=3,
            measure="overall",
            required=True,
            key="overall",
        ),
        scale(
            "How useful was it for your work?",
            USEFUL,
            good_from=2,
            measure="usefulness",
            key="usefulness",
        ),
    ),
}


def write(facts: Facts, sheets: Sheets) -> None:
    for key, title in TITLES.items():
        ours = sheets.add(
            "learning_hub/questionnaires",
            f"{OURS}/{key}",
            partnership="pdscp",
            title=title,
            purpose="training",
        )
        version = sheets.add(
            "learning_hub/questionnaire_versions",
            f"{ours}/1",
            questionnaire=ours,
            number=1,
            intro=INTROS[key],
            status="published",
            published_on="2020-06-01",
        )
        for order, asked in enumerate(ASKED[key], start=1):
            question(sheets, version, order, dict(asked))


def question(sheets: Sheets, version: str, order: int, asked: Question) -> None:
    needed = asked.pop("only_if", None)
    sheets.add(
        "learning_hub/questions",
        f"{version}/{asked['key']}",
        version=version,
        order=order,
        only_if=f"{version}/{needed}" if needed else None,
        **asked,
    )
