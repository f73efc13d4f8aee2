"""Why a change of who stands where is refused, each in a sentence for whoever asked."""


class Refusal(Exception):
    """What is the case instead. Its sentence says how to go on."""

    sentence = ""

    def __str__(self) -> str:
        return self.sentence


class AlreadyStands(Refusal):
    sentence = "This role is held already for this agency."


class AlreadyEnded(Refusal):
    sentence = "This has ended already, or ends sooner. Look at it again."


class LastOfficer(Refusal):
    sentence = "This is the last access officer here. Make somebody else access officer first."


class AlreadySo(Refusal):
    sentence = "Somebody was faster. Look at the account again."


class AlreadyInvited(Refusal):
    sentence = "An invitation for this role is open at this address. Send that one again instead."


class ToOneself(Refusal):
    sentence = "Enter the address of somebody else. Nobody gives a role to themselves."


class NoLongerOpen(Refusal):
    sentence = "This invitation is no longer open. Ask whoever invited you for a new one."


class AlreadyAsked(Refusal):
    sentence = "You have asked to join this agency already. It has not answered yet."


class TooManyAsked(Refusal):
    sentence = "You wait for three answers already. Take one back before you ask another agency."


class AlreadySettled(Refusal):
    sentence = "This was answered or taken back meanwhile. Look at it again."


class DomainTaken(Refusal):
    sentence = "This domain stands for an agency already. Remove that first."


class AlreadyRunning(Refusal):
    sentence = "A review of this partnership is running. Close it before you start another."


class AlreadyAnswered(Refusal):
    sentence = "This was answered or closed meanwhile. Look at the list again."
