"""Finds every door of the house by walking the addresses."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

FOREIGN = {
    "allauth.account.urls": "signing in and out; guarded and tested by allauth",
    "portal.proof.foreign": "a second factor at sign-in; guarded by allauth",
}


@dataclass(frozen=True)
class Address:
    """One named address: the view behind it and the parameters it asks for."""

    callback: Callable
    parameters: tuple[str, ...]

    @property
    def methods(self) -> tuple[str, ...]:
        return self.callback.door.methods


def urlconf(entry: URLResolver) -> str:
    return getattr(entry.urlconf_module, "__name__", "?")


def walk(
    resolver: URLResolver, space: str = "", above: tuple[str, ...] = ()
) -> Iterator[tuple[str, Address]]:
    for entry in resolver.url_patterns:
        parameters = (*above, *entry.pattern.converters)
        if isinstance(entry, URLPattern):
            yield f"{space}:{entry.name}", Address(entry.callback, parameters)
        elif urlconf(entry) not in FOREIGN:
            yield from walk(entry, entry.namespace or space, parameters)


def doors() -> dict[str, Address]:
    return dict(walk(get_resolver()))
