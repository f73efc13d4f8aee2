"""Doors and keepers.

A door says who may open a page. A keeper says which rows of a model a person may see.
Apps hang doors on their views and name a keeper for each model in their `access.py`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol, TypeVar, cast

from django.apps import apps
from django.contrib.auth.decorators import login_not_required
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from portal.http import PortalRequest
from portal.models import User
from portal.proof import asking

Policy = Callable[[User], bool]
Keeper = Callable[[User], QuerySet[Any]]
Teams = Callable[[User], frozenset[str]]
K = TypeVar("K", bound=Keeper)
P = TypeVar("P", bound=Policy)
Q_ = TypeVar("Q_", bound=QuerySet[Any])
T = TypeVar("T")

READ = "_read_once"

keepers: dict[type[Model], Keeper] = {}
teams_of: list[Teams] = []
restricted_for: list[Policy] = []


def key_of(user: User) -> int:
    """The key of an account; before sign-in 0, which no row has. None finds what is nobody's."""
    return user.pk or 0


def while_reading(user: User, question: str, ask: Callable[[], T]) -> T | None:
    """The answer to a question that a page which is only read asks once; None in a change.

    What a change decides by must be true when it decides, so it asks each time.
    """
    read: dict[str, T] | None = user.__dict__.get(READ)
    if read is not None and question not in read:
        read[question] = ask()
    return None if read is None else read[question]


@dataclass(frozen=True)
class Door:
    """Which methods a page answers, and whom; `proven`: only after a recent second factor."""

    methods: tuple[str, ...]
    policy: Policy
    proven: bool = False


class View(Protocol):
    """A view that hangs on a door."""

    door: Door

    def __call__(self, request: PortalRequest, **kwargs: Any) -> HttpResponse: ...


def door(
    *methods: str, to: Policy, proven: bool = False
) -> Callable[[Callable[..., HttpResponse]], View]:
    """Let `methods` through for people whom the policy `to` admits; 405 or 403 for the rest.

    `proven`: a second factor shown in the last minutes is demanded before the view runs.
    """

    def hang(view: Callable[..., HttpResponse]) -> View:
        @wraps(view)
        def guarded(request: PortalRequest, **kwargs: Any) -> HttpResponse:
            if request.method in ("GET", "HEAD"):
                request.user.__dict__[READ] = {}
            insist(to(request.user))
            question = asking.ask(request) if proven else None
            return question or view(request, **kwargs)

        hung = cast(View, require_http_methods(list(methods))(guarded))
        hung.door = Door(methods, to, proven)
        return hung

    return hang


def public(*methods: str) -> Callable[[Callable[..., HttpResponse]], View]:
    """A door with no lock: the page opens before sign-in."""

    def hang(view: Callable[..., HttpResponse]) -> View:
        return login_not_required(door(*methods, to=anyone)(view))

    return hang


def anyone(user: User) -> bool:
    return True


def signed_in(user: User) -> bool:
    """Everybody with an account; `LoginRequiredMiddleware` has turned the rest away."""
    return user.is_authenticated


def operates(user: User) -> bool:
    """A technical role: settings of the site, no cases."""
    return user.is_active and user.is_staff


def insist(allowed: bool) -> None:
    """Refuse unless allowed. For what depends on the thing, not only on the person."""
    if not allowed:
        raise PermissionDenied


def keeper(model: type[Model]) -> Callable[[K], K]:
    """Mark the one function that says which rows of `model` a person may see."""

    def appoint(function: K) -> K:
        keepers[model] = function
        return function

    return appoint


def teams(function: Teams) -> Teams:
    """Mark a function that names the teams a person acts for, such as `agency:12`."""
    teams_of.append(function)
    return function


def teams_for(user: User) -> frozenset[str]:
    return frozenset().union(*(name(user) for name in teams_of))


def holds_something_restricted(function: P) -> P:
    """Mark a policy that says who has restricted records in their hands: they sit shorter."""
    restricted_for.append(function)
    return function


def holds_restricted(user: User) -> bool:
    return operates(user) or any(holds(user) for holds in restricted_for)


def sees(user: User, thing: Model) -> bool:
    return keepers[type(thing)](user).filter(pk=thing.pk).exists()


def about_seen(user: User, rows: Q_, labels: Iterable[str]) -> Q_:
    """Those of `rows` (deadlines, documents) whose subject this person may see."""
    seen = Q(pk__in=[])
    for label in sorted(set(labels)):
        model = apps.get_model(label)
        kind = ContentType.objects.get_for_model(model)
        seen |= Q(subject_type=kind, subject_id__in=keepers[model](user).values("pk"))
    return rows.filter(seen)
