"""Whether a number of something is a number of people, by the word that stands beside it."""

import re

# A case, a review of one and a death stand for somebody as well.
OF_PEOPLE = re.compile(
    r"\b(child|children|people|persons?|bab(y|ies)|infants?|adults?|adolescents?|teenagers?"
    r"|boys?|girls?|siblings?|mothers?|fathers?|parents?|carers?|famil(y|ies)|pupils?|students?"
    r"|patients?|learners?|victims?|deaths?|cases?)\b",
    re.IGNORECASE,
)


def counts_people(words: str) -> bool:
    """Whether the words name people: "children", "looked after young people"."""
    return bool(OF_PEOPLE.search(words))
