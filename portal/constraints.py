"""Shapes of database constraint that several apps share."""

from django.db.models import CheckConstraint, Q


def both_or_neither(one: str, other: str) -> CheckConstraint:
    """Two facts that are only true together, such as who decided and when."""
    together = Q(**{f"{one}__isnull": True, f"{other}__isnull": True})
    together |= Q(**{f"{one}__isnull": False, f"{other}__isnull": False})
    return CheckConstraint(condition=together, name=f"%(app_label)s_%(class)s_{one}_with_{other}")


def one_of_two(one: str, other: str) -> CheckConstraint:
    """Exactly one of two references is given."""
    exactly = Q(**{f"{one}__isnull": True, f"{other}__isnull": False})
    exactly |= Q(**{f"{one}__isnull": False, f"{other}__isnull": True})
    return CheckConstraint(condition=exactly, name=f"%(app_label)s_%(class)s_{one}_or_{other}")
