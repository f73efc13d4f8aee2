"""Limits and amounts a partnership may set for itself."""

from portal.settings.ground import env

# Bank holidays are announced a year or two ahead. A due date beyond this year carries a warning.
BANK_HOLIDAYS_KNOWN_TO = env.int("BANK_HOLIDAYS_KNOWN_TO", default=2028)
# A document is laid out in a process apart, with limits. Off in tests.
PRESS_APART = env.bool("PRESS_APART", default=True)
# A count of people below this number is not printed. See portal/figures.py.
SMALLEST_SHOWN = env.int("SMALLEST_SHOWN", default=5)
# For how many days the link of an invitation works.
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)
# By when agencies answer a yearly review of access, unless its access officer says otherwise.
ACCESS_REVIEW_DAYS = env.int("ACCESS_REVIEW_DAYS", default=28)
