"""Who may see and do what in training. Nothing else in this app decides."""

from training.access.bookings import (
    booking_agencies,
    bookings,
    led,
    own_bookings,
    places_to_come,
    ratings,
)
from training.access.catalogue import (
    LEADS,
    MENU,
    asked_when,
    courses,
    evaluation_points,
    keeps_register,
    keeps_register_of,
    notes,
    runs_training,
    runs_training_of,
    sessions,
    teaches,
)
from training.access.programme import levels, origins, parts
from training.access.registers import (
    closings,
    corrections,
    door_agencies,
    on_register,
    own_sessions,
    registers,
    trains,
    walk_ins,
)
from training.access.shared import served

__all__ = [
    "LEADS",
    "MENU",
    "asked_when",
    "booking_agencies",
    "bookings",
    "closings",
    "corrections",
    "courses",
    "door_agencies",
    "evaluation_points",
    "keeps_register",
    "keeps_register_of",
    "led",
    "levels",
    "notes",
    "on_register",
    "origins",
    "own_bookings",
    "own_sessions",
    "parts",
    "places_to_come",
    "ratings",
    "registers",
    "runs_training",
    "runs_training_of",
    "served",
    "sessions",
    "teaches",
    "trains",
    "walk_ins",
]
