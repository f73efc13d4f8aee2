"""Passwords that are guessed first: common ones with a year behind, and the names around us."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string

# Of a name, shorter words are part of too many others.
SHORTEST_WORD = 4
# Letters that must be left over when the names around us are taken out.
FEWEST_OWN_LETTERS = 8
PRODUCT = ("safeguarding", "partnership", "portal", "children", "password")


class CommonCoreValidator(CommonPasswordValidator):
    """Refuses a common password, with or without digits and signs before and behind it."""

    def validate(self, password: str, user: Any = None) -> None:
        core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password)
        for guess in {password, core, core.replace("0", "o").replace("1", "l")}:
            if guess.lower().strip() in self.passwords:
                raise ValidationError(
                    "This password is one of the first that are guessed. Choose another one",
                    code="password_too_common",
                )


class NearbyWordsValidator:
    """Refuses a password made of the names of the portal, its partnerships and agencies.

    `names` is the dotted name of a function that returns names, so that nothing below reaches up.
    """

    def __init__(self, names: str) -> None:
        self.names: Callable[[], Iterable[str]] = import_string(names)

    def validate(self, password: str, user: Any = None) -> None:
        letters = re.sub(r"[\W\d_]+", "", password.lower())
        left = letters
        for word in sorted(self.words(), key=len, reverse=True):
            left = left.replace(word, "")
        if left != letters and len(left) < FEWEST_OWN_LETTERS:
            raise ValidationError(
                "Anybody would guess these names here. Add words of your own",
                code="password_too_near",
            )

    def words(self) -> set[str]:
        """Return the words of every name, in small letters."""
        text = " ".join([*PRODUCT, *self.names()]).lower()
        return {word for word in re.findall(r"[^\W\d_]+", text) if len(word) >= SHORTEST_WORD}

    def get_help_text(self) -> str:
        return "Do not use the name of your agency or of the portal on its own."
