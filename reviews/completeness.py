"""What a good rapid review covers, as guidance lists it.

A list of what the Panel's guidance of 2022 and 2025 looks for: an aid, not a rule of law.
"""

from dataclasses import dataclass

GUIDANCE = "Child Safeguarding Practice Review Panel: guidance for safeguarding partners"


@dataclass(frozen=True)
class Item:
    """One heading of a rapid review, the question whether it is covered, and a hint."""

    code: str
    title: str
    question: str
    hint: str = ""


ITEMS = (
    Item(
        "child",
        "The child and the family",
        "Does the review give the age and sex of each child, and who lives with whom?",
        "No name. Say who is in the family, and where brothers and sisters are.",
    ),
    Item(
        "identity",
        "Ethnicity, disability, culture, faith and language",
        "Does the review say what these meant for the child?",
        "Where one was not recorded by any agency, say so.",
    ),
    Item(
        "incident",
        "What happened",
        "Does the review say what happened, when, and when the council became aware?",
    ),
    Item(
        "safety",
        "What was done at once for the child's safety",
        "Is every child safe now, and the brothers, sisters and others too?",
        "The actions themselves stand on a page of their own.",
    ),
    Item(
        "history",
        "What was known before",
        "Does the review tell the history that matters?",
        "Short. The whole chronology stands on a page of its own.",
    ),
    Item(
        "lived",
        "The child's lived experience",
        "Does the review say what life was like for the child?",
        "What the child said, did and showed, and who saw it.",
    ),
    Item("worked", "What worked well", "Does the review say what worked well?"),
    Item(
        "why",
        "Why things happened as they did",
        "Does the review say why, and not only what?",
        "What made sense to people at the time. Learning, not blame.",
    ),
    Item(
        "learning",
        "What was learned already",
        "Does the review say what was learned, what was done about it, by whom and when?",
    ),
    Item(
        "national",
        "View on a national review",
        "Does the review say whether the case raises matters that are complex or of national "
        "importance?",
    ),
    Item(
        "questions",
        "Questions for a local review",
        "Does the review say what a local review would answer that it could not?",
        "If there is nothing more to find out, say that.",
    ),
    Item(
        "parallel",
        "Other proceedings",
        "Does the review name every other process about the same events?",
        "Criminal, inquest, care proceedings, child death review, patient safety, "
        "domestic abuse related death review, safeguarding adults review.",
    ),
    Item(
        "contact",
        "Contact with the family",
        "Is it settled who tells the family what, and when?",
    ),
    Item("media", "The media", "Is it settled who answers the media, and how?"),
)
BY_CODE = {item.code: item for item in ITEMS}
