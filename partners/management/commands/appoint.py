"""The first officer: `manage.py appoint EMAIL NAME --agency REF --partnership REF`."""

from argparse import ArgumentParser
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.urls import reverse

from partners import actions
from partners.models import Agency, Partnership, Role
from portal.models import Referenced

R = TypeVar("R", bound=Referenced)
HOW = """\
{person} is {role} for {agency} in {partnership}.
{account}
Sign in at {sign_in} with a code that is sent to {email}, or set a password first at
{password}. The portal then asks for a second factor before any access is given."""


class Command(BaseCommand):
    """Give somebody a role when nobody in the partnership can do so yet. No password is set."""

    help = "Make an account without a password, if there is none, and give it a role."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--role", choices=Role.values, default=Role.ACCESS_OFFICER.value)
        parser.add_argument("--agency", required=True, help="its ref or its name")
        parser.add_argument("--partnership", required=True, help="its ref or its name")

    def handle(self, *args: Any, **options: Any) -> None:
        email = address(options["email"])
        try:
            given, is_new = actions.appoint(
                email=email,
                name=options["name"],
                role=options["role"],
                agency=one_of(Agency.objects.all(), options["agency"]),
                partnership=one_of(Partnership.objects.all(), options["partnership"]),
            )
        except actions.Refusal as refusal:
            raise CommandError(str(refusal)) from None
        told = HOW.format(
            person=given.person,
            role=given.get_role_display().lower(),
            agency=given.agency,
            partnership=given.partnership,
            account="The account is new." if is_new else "The account was there already.",
            sign_in=settings.SITE_URL + reverse("account_login"),
            password=settings.SITE_URL + reverse("account_reset_password"),
            email=given.person.email,
        )
        self.stdout.write(told)


def address(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise CommandError(f"{text} is no email address.") from None
    return text


def one_of(rows: QuerySet[R], text: str) -> R:
    """The one row with this ref or, when there is none, with this name."""
    found = list(rows.filter(ref=text) or rows.filter(name__iexact=text))
    if len(found) == 1:
        return found[0]
    known = ", ".join(sorted(row.ref for row in rows)) or "none"
    raise CommandError(f"There is no single {rows.model._meta.verbose_name} {text}. Known: {known}")
