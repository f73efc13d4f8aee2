"""The name a person gave a file, made fit to be shown and saved."""

import re
import unicodedata

LONGEST = 120
# Slashes, wildcards and quotation marks mean something to one system or another.
STRANGE = re.compile(r'[\\/:*?"<>|]+')
# Control signs, signs that turn the direction of writing, and halves of signs.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def cleaned(name: str) -> str:
    """The last part of a path, without signs that hide, turn or mean something."""
    last = re.split(r"[\\/]", name)[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign) not in UNSEEN)
    plain = re.sub(r"\s+", " ", STRANGE.sub(" ", unicodedata.normalize("NFC", seen)))
    stem, dot, ending = plain.strip(" .").rpartition(".")
    short = stem.strip()[: LONGEST - len(dot + ending)]
    return f"{short or 'file'}{dot}{ending}" if dot else (ending[:LONGEST] or "file")
