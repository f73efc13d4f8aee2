"""Files that people send: asked for in a form, opened, kept, checked for viruses, handed out.

An app declares in its `files.py` what may be added to what, and by whom, as a `Use`.
"""

from portal.files.actions import NotKept, all_or_nothing, keep, remove, throw_away
from portal.files.fields import UploadField, UploadForm
from portal.files.opened import Opened
from portal.files.shown import Shown, about
from portal.files.uses import Use

__all__ = [
    "NotKept",
    "Opened",
    "Shown",
    "UploadField",
    "UploadForm",
    "Use",
    "about",
    "all_or_nothing",
    "keep",
    "remove",
    "throw_away",
]
