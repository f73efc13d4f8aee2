"""How partnerships, agencies, groups, money and actions come in with a pack."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from partners import models
from partners.models.partnerships import fault_of_colour
from portal.packs import Column, Reader, register

OURS = "partnership"
HELP = {
    "members": "Areas that a wider area is made up of, or agencies in a group.",
    "holder_title": "The role title of the holder, never a person's name.",
    "as_printed": "The date in the words of the paper, where it has some.",
    "amount": "Pounds; empty when the paper does not give it.",
    "paper": "Title of the paper the fact comes from.",
}
PAPER = (
    Column("in_report", help="Printed in the yearly report it belongs to."),
    Column("paper", help="Title of the paper the fact comes from."),
)


def reads(
    file: str,
    title: str,
    model: type[Model],
    columns: str,
    scope: str | None = OURS,
    checks: tuple[Any, ...] = (),
) -> Reader:
    """Declare one file: its key first, then its own columns, then the paper they come from."""
    own = tuple(Column(name, help=HELP.get(name, "")) for name in columns.split())
    every = (Column("ref"), *own, *PAPER)
    return register(Reader(f"partners/{file}.csv", title, model, every, scope=scope, checks=checks))


def colour_can_be_read(row: dict[str, Any]) -> Iterable[tuple[str, str]]:
    colour = row.get("colour")
    fault = fault_of_colour(colour) if colour else ""
    if fault:
        yield "colour", fault


def ends_after_start(start: str, end: str) -> Any:
    def check(row: dict[str, Any]) -> Iterable[tuple[str, str]]:
        if row.get(start) and row.get(end) and row[end] < row[start]:
            yield end, f"The last day is before the first, in {start}."

    return check


def one_predecessor(row: dict[str, Any]) -> Iterable[tuple[str, str]]:
    if bool(row.get("predecessor")) == bool(row.get("predecessor_body")):
        yield "predecessor", "Name one predecessor: a partnership or a body, and not both."


def cadence_with_unit(row: dict[str, Any]) -> Iterable[tuple[str, str]]:
    if bool(row.get("cadence")) != bool(row.get("cadence_unit")):
        yield "cadence_unit", "Give the number and the unit together, or leave both empty."


DATED = (ends_after_start("since", "until"),)
reads(
    "areas",
    "Areas",
    models.Area,
    "name short_name kind parent members live_from live_to note",
    scope=None,
)
reads(
    "area_changes",
    "Areas that passed to another",
    models.AreaChange,
    "predecessor successor on passed",
    scope=None,
)
reads(
    "populations",
    "Populations",
    models.Population,
    "area measure band value as_at note",
    scope=None,
)
reads(
    "agencies",
    "Agencies",
    models.Agency,
    "name kind sector parent area live_from live_to note",
    scope=None,
)
reads(
    "agency_names",
    "Names that agencies bore",
    models.AgencyName,
    "agency name kind since until",
    scope=None,
)
reads(
    "partnerships",
    "Partnerships",
    models.Partnership,
    "name short_name colour live_from live_to vocabulary generated",
    scope="pk",
    checks=(colour_can_be_read, ends_after_start("live_from", "live_to")),
)
reads(
    "partnership_areas",
    "Areas a partnership covers",
    models.PartnershipArea,
    "partnership area since until",
    checks=DATED,
)
reads(
    "partnership_changes",
    "What a partnership came from",
    models.PartnershipChange,
    "predecessor_body predecessor successor on note",
    scope="successor",
    checks=(one_predecessor,),
)
reads("shared_services", "Shared services", models.SharedService, "name kind note", scope=None)
reads(
    "service_shares",
    "Partnerships in a shared service",
    models.ServiceShare,
    "service partnership since until",
    checks=DATED,
)
reads(
    "relevant_agency_categories",
    "Relevant agencies",
    models.RelevantAgencyCategory,
    "partnership category order note since until",
)
reads(
    "agency_statuses",
    "What agencies are to a partnership",
    models.AgencyStatus,
    "agency partnership status category since until",
    checks=DATED,
)
reads(
    "posts",
    "Posts",
    models.Post,
    "partnership agency title kind duties contact accountable_to order",
)
reads(
    "appointments",
    "Who held each post, by role title",
    models.Appointment,
    "post holder_title valid_from valid_to as_at superseded_by note",
    scope="post__partnership",
)
reads(
    "groups",
    "Groups",
    models.Group,
    "partnership name kind purpose scope cadence cadence_unit first_meeting reports_to members "
    "chair_role quorum as_at ends_on note",
    checks=(cadence_with_unit,),
)
reads(
    "meetings",
    "Meetings",
    models.Meeting,
    "group held_on agenda minutes agencies_present people_present",
    scope="group__partnership",
)
reads(
    "decisions",
    "Decisions of meetings",
    models.Decision,
    "meeting order text",
    scope="meeting__group__partnership",
)
reads(
    "priorities",
    "Priorities",
    models.Priority,
    "partnership parent name period order note carried_from",
)
reads(
    "milestones",
    "Milestones",
    models.Milestone,
    "partnership kind date date_to open_ended as_printed text priorities",
)
reads(
    "budget_years",
    "Budget years",
    models.BudgetYear,
    "partnership label sharing_rule share_per_partner statutory_share carried_forward carried_for "
    "note",
)
reads(
    "contributions",
    "Contributions",
    models.Contribution,
    "budget_year payer agency amount kind note",
    scope="budget_year__partnership",
)
reads(
    "spending",
    "Spending",
    models.Spending,
    "budget_year heading amount note",
    scope="budget_year__partnership",
)
reads(
    "agency_statements",
    "Statements of agencies",
    models.AgencyStatement,
    "partnership agency year author_post order",
)
reads(
    "statement_points",
    "Points of a statement",
    models.StatementPoint,
    "statement part provider order text",
    scope="statement__partnership",
)
reads(
    "actions",
    "Actions owed",
    models.Action,
    "partnership text source_kind source owner owner_role group priority given_on due status",
)
reads("consultations", "Consultations", models.Consultation, "partnership title opened closed")
reads(
    "comments",
    "Comments and answers",
    models.Comment,
    "consultation contributor order comment response change",
    scope="consultation__partnership",
)
