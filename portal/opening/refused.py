"""Why a file is not taken."""


class Refused(Exception):
    """The file is not taken. The sentence says why, and what to select instead."""
