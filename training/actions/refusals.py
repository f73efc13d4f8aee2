"""Why something about a booking is refused, each in a sentence for whoever asked."""


class BookingRefused(Exception):
    """What is the case instead. Its sentence says how to go on."""

    sentence = ""

    def __str__(self) -> str:
        return self.sentence


class AlreadyBooked(BookingRefused):
    sentence = "This person holds or waits for a place on this session already."


class NotBookable(BookingRefused):
    sentence = "This session can no longer be booked. Choose another one."


class SessionFull(BookingRefused):
    sentence = "Every place is taken. Choose another session of this course."


class NoLongerSo(BookingRefused):
    sentence = "This booking has changed meanwhile. Look at it again."


class OfferOver(BookingRefused):
    sentence = "This offer has run out, and the place went to whoever waited next."


class NothingFree(BookingRefused):
    sentence = "No place is free now. You stay on the waiting list."


class ManagerMissing(BookingRefused):
    sentence = "Enter the line manager's email address: this agency wants line managers to approve."


class NotSameCourse(BookingRefused):
    sentence = "Choose another date of the same course."


class AlreadyAnswered(BookingRefused):
    sentence = "This was answered already, or the booking has ended meanwhile."


class NotForSector(BookingRefused):
    sentence = "This course is for agencies of other sectors. Its page says for which."


class DaySet(BookingRefused):
    sentence = "There are rules from this day on already. Choose another day."
