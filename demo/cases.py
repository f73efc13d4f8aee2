"""Sets the clocks of the invented cases going, and seals who their invented children are."""

from portal import deadlines
from portal.models import Deadline, User
from reviews.actions.children import start_death_clocks
from reviews.actions.notifying import MEETS
from reviews.deadlines import PANEL, PARTNERS
from reviews.models import Child, Identity, Incident, SubjectIdentity, sealed_for

# First names by letter of the pseudonym; the surname says that nobody is meant.
NAMES = {1: "Avery", 2: "Billie", 3: "Charlie", 4: "Drew"}
RUNNING = (Incident.Status.NOTIFIABLE, Incident.Status.NOTIFIED)


def bring(partnership: str, lead: User | None) -> None:
    """Twice is as good as once."""
    for incident in Incident.objects.filter(review__partnership__ref=partnership):
        start_clocks(incident, lead)
    for child in Child.objects.filter(review__partnership__ref=partnership, identity=None):
        SubjectIdentity.objects.create(child=child, sealed=sealed_for(child, identity_of(child)))


def start_clocks(incident: Incident, lead: User | None) -> None:
    """Those that an incident of this state has, met where somebody was told."""
    review = incident.review
    start_death_clocks(review, owner=lead)
    for kind in (PANEL, PARTNERS) if incident.status in RUNNING else ():
        if not Deadline.objects.about(review).filter(kind=kind.key).exists():
            deadlines.start(kind, review, on=incident.aware_on, owner=lead)
    for told in review.notifications.all():
        for kind in MEETS[told.to]:
            deadlines.meet(kind, review)


def identity_of(child: Child) -> Identity:
    return Identity(
        name=f"{NAMES[child.order]} Placeholder",
        other_names="Invented for the demonstration",
        addresses="1 Example Street, Poole",
        school="Example Primary School",
    )
