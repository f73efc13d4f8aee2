"""Limits and amounts a partnership may set for itself."""

from portal.settings.ground import env

# Bank holidays are announced a year or two ahead. A due date beyond this year carries a warning.
BANK_HOLIDAYS_KNOWN_TO = env.int("BANK_HOLIDAYS_KNOWN_TO", default=2028)
# A document is laid out in a process apart, with limits. Off in tests.
PRESS_APART = env.bool("PRESS_APART", default=True)
# A count of people below this number is not printed. See portal/figures.py.
SMALLEST_SHOWN = env.int("SMALLEST_SHOWN", default=5)
