"""Cases of reviews on 14 September 2020, invented from end to end: nobody in them is a person."""

from demo.facts import Facts
from demo.generate.sheets import Sheets

OURS = "pdscp"
# The tests of a serious incident notification, in the order of the law.
TESTS = ("sin.abuse", "sin.harm", "sin.place")


def write(facts: Facts, sheets: Sheets) -> None:
    for case in (ended, notified, screened, referred):
        case(sheets)


def opened(sheets: Sheets, number: str, area: str, referred_on: str, **incident: str) -> str:
    """A file with what happened in it."""
    file = sheets.add(
        "reviews/reviews",
        f"{OURS}/case/{number}",
        partnership=OURS,
        title=number,
        kind="referral",
        law="new",
        area=area,
    )
    sheets.add(
        "reviews/incidents",
        f"{file}/incident",
        review=file,
        happened_in=area,
        home_area=area,
        referred_on=referred_on,
        **incident,
    )
    return file


def child(sheets: Sheets, file: str, order: int, **facts: str) -> None:
    sheets.add(
        "reviews/children",
        f"{file}/child/{order}",
        review=file,
        order=order,
        pseudonym=f"Child {'ABCD'[order - 1]}",
        **facts,
    )


def screening(
    sheets: Sheets,
    file: str,
    asked_on: str,
    met: tuple[str, ...],
    why: tuple[str, ...],
    **more: str,
) -> None:
    one = sheets.add(
        "reviews/screenings", f"{file}/screening/1", review=file, asked_on=asked_on, **more
    )
    for key, answer, reason in zip(TESTS, met, why, strict=False):
        sheets.add(
            "reviews/criterion_answers",
            f"{one}/{key}",
            screening=one,
            key=key,
            met=answer,
            reason=reason,
        )


def ended(sheets: Sheets) -> None:
    file = opened(
        sheets,
        "2020-01",
        "area/dorset",
        "2020-07-06",
        status="no further action",
        route="learning",
        happened_on="2020-06-29",
        aware_on="2020-07-01",
        summary="A young person was found unwell at home after a party and recovered in hospital.",
    )
    child(sheets, file, 1, age="16-17", sex="female", harm="other", care="none")
    screening(
        sheets,
        file,
        "2020-07-06",
        ("no", "no", "yes"),
        (
            "Nothing points to abuse or neglect. The hospital and the school agree.",
            "No lasting harm. Discharged the next day with follow-up by the school nurse.",
            "It happened in the area.",
        ),
        reasons="The tests are not met, and the agencies found no learning between them. The "
        "school takes up substance use in its autumn programme.",
        decision="no further action",
        decided_on="2020-07-09",
    )


def notified(sheets: Sheets) -> None:
    file = opened(
        sheets,
        "2020-02",
        "area/bcp",
        "2020-08-26",
        status="notified",
        route="criteria",
        happened_on="2020-08-24",
        aware_on="2020-08-25",
        summary="A baby of three months was taken to hospital with injuries that nobody could "
        "explain. Several agencies knew the family. An older child was in the home.",
        other_processes="Police investigation. Care proceedings were begun for both children.",
    )
    child(
        sheets,
        file,
        1,
        age="under 1",
        sex="male",
        disability="no",
        harm="serious harm",
        care="none",
    )
    child(sheets, file, 2, age="1-5", sex="female", disability="no", harm="other", care="none")
    screening(
        sheets,
        file,
        "2020-08-26",
        ("yes", "yes", "yes"),
        (
            "The hospital suspects that the injuries were not an accident.",
            "Fractures that may leave lasting harm.",
            "It happened at home, in the area.",
        ),
        reasons="All three tests are met. The three partners agreed by telephone on 27 August.",
        decision="notifiable",
        decided_on="2020-08-27",
    )
    told = (
        ("panel", "", "2020-08-28", "The online form with all its sections", "SIN-0042 (invented)"),
        (
            "partners",
            "Council, police and clinical commissioning group",
            "2020-08-27",
            "A letter",
            "",
        ),
    )
    for to, whom, sent_on, what, number in told:
        sheets.add(
            "reviews/notifications",
            f"{file}/told/{to}",
            review=file,
            to=to,
            whom=whom,
            sent_on=sent_on,
            due_on="2020-09-02",
            sent_by="Duty service manager, BCP Council",
            what=what,
            number=number,
        )


def screened(sheets: Sheets) -> None:
    file = opened(
        sheets,
        "2020-03",
        "area/dorset",
        "2020-09-09",
        status="notifiable",
        route="criteria",
        happened_on="2020-09-07",
        aware_on="2020-09-08",
        summary="A young person who was looked after died. How is not known yet; worries about "
        "exploitation had been raised in the summer.",
        other_processes="Inquest opened. Child death review told.",
    )
    child(
        sheets,
        file,
        1,
        age="16-17",
        sex="male",
        harm="died",
        care="looked after",
        death_known_on="2020-09-08",
    )
    screening(
        sheets,
        file,
        "2020-09-09",
        ("yes", "yes", "yes"),
        (
            "Neglect and exploitation are suspected.",
            "The young person died.",
            "It happened in the area.",
        ),
        reasons="All three tests are met. What is not known yet does not stop the clock.",
        decision="notifiable",
        decided_on="2020-09-10",
    )


def referred(sheets: Sheets) -> None:
    file = opened(
        sheets,
        "2020-04",
        "area/bcp",
        "2020-09-11",
        status="referred",
        route="learning",
        happened_on="2020-09-02",
        summary="A child missed appointments with four services over the summer, and nobody put "
        "the picture together until the school saw the child again.",
    )
    child(sheets, file, 1, age="6-10", sex="female", disability="yes", care="none")
    screening(sheets, file, "2020-09-11", (), ())
