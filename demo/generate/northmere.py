"""A second partnership, invented from end to end, in which sideways leaks would be seen."""

from demo.facts import Facts
from demo.generate.sheets import Sheets

OURS = "northmere"
INVENTED = "Invented for the demonstration"
COUNCIL = "agency/northmere_council"


def write(facts: Facts, sheets: Sheets) -> None:
    for part in (bodies, training, casework, board):
        part(sheets)


def bodies(sheets: Sheets) -> None:
    sheets.add(
        "partners/areas", "area/northmere", name="Northmere", kind="council area", note=INVENTED
    )
    sheets.add(
        "partners/partnerships",
        OURS,
        name="Northmere Safeguarding Children Partnership",
        short_name="Northmere SCP",
        colour="#5b2d6e",
        live_from="2019-09-01",
        vocabulary="WT2018",
        generated=True,
    )
    sheets.add(
        "partners/partnership_areas",
        f"{OURS}/covers/northmere",
        partnership=OURS,
        area="area/northmere",
        since="2019-09-01",
    )
    sheets.add(
        "partners/agencies",
        COUNCIL,
        name="Northmere Council",
        kind="local authority",
        sector="council",
        area="area/northmere",
        note=INVENTED,
    )
    sheets.add(
        "partners/agency_statuses",
        f"{OURS}/status/council",
        agency=COUNCIL,
        partnership=OURS,
        status="statutory partner",
        since="2019-09-01",
    )
    sheets.add(
        "partners/groups",
        f"{OURS}/group/executive",
        partnership=OURS,
        name="Northmere executive",
        kind="executive",
        members=[COUNCIL],
        note=INVENTED,
    )
    sheets.add(
        "partners/actions",
        f"{OURS}/action/1",
        partnership=OURS,
        text="Publish the Northmere arrangements",
        owner=COUNCIL,
        due="2020-09-18",
        status="open",
    )


def training(sheets: Sheets) -> None:
    course = sheets.add(
        "training/courses",
        f"{OURS}/course/basics",
        partnership=OURS,
        title="Northmere basics",
        published=True,
    )
    for n, (at, status) in enumerate(
        (("2020-02-04 10:00", "delivered"), ("2020-10-06 10:00", "planned")), start=1
    ):
        session = sheets.add(
            "training/sessions",
            f"{OURS}/session/{n}",
            course=course,
            starts_at=at,
            mode="virtual",
            partner=COUNCIL if status == "planned" else None,
            places=10,
            status=status,
            generated=True,
        )
        sheets.add(
            "training/bookings",
            f"{OURS}/booking/{n}",
            session=session,
            delegate=f"Northmere delegate {n}",
            agency=COUNCIL,
            status="attended" if status == "delivered" else "booked",
            generated=True,
        )


def casework(sheets: Sheets) -> None:
    sheets.add(
        "reviews/reviews",
        f"{OURS}/review/1",
        partnership=OURS,
        title="NM 1",
        kind="local review",
        law="new",
        area="area/northmere",
        note=INVENTED,
    )
    sheets.add(
        "cdop/deaths",
        f"{OURS}/death/1",
        partnership=OURS,
        number="2019-001",
        area="area/northmere",
        died_on="2019-11-05",
        notified_on="2019-11-06",
        age_band="10-14",
        generated=True,
    )
    sheets.add(
        "learning_hub/audits",
        f"{OURS}/audit/1",
        partnership=OURS,
        title="Northmere audit",
        kind="multi-agency themed audit",
        area="area/northmere",
        year="2019-20",
        status="planned",
    )


def board(sheets: Sheets) -> None:
    for order, (name, colour) in enumerate(
        (("Northmere leadership", "amber"), ("Northmere practice", "green")), start=1
    ):
        tile = sheets.add(
            "dashboard/tiles",
            f"{OURS}/tile/{order}",
            partnership=OURS,
            order=order,
            name=name,
            note=INVENTED,
        )
        sheets.add(
            "dashboard/ratings",
            f"{tile}/2020-07",
            tile=tile,
            colour=colour,
            on="2020-07",
            reason=INVENTED,
        )
    sheets.add(
        "dashboard/risks",
        f"{OURS}/risk/1",
        partnership=OURS,
        title="Northmere risk",
        kind="partnership",
        status="open",
    )
