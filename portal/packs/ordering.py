"""In which order files are saved: what is pointed at first."""

from graphlib import TopologicalSorter

from portal.packs.checking import Checked
from portal.packs.readers import ModelClass

Needs = dict[ModelClass, set[ModelClass]]


def in_order(tables: list[Checked]) -> list[Checked]:
    """Required references decide; those that may be empty only where they make no circle."""
    needs: Needs = {checked.reader.model: set() for checked in tables}
    for must in (True, False):
        for checked in tables:
            add_needs(needs, checked, must=must)
    place = {model: n for n, model in enumerate(TopologicalSorter(needs).static_order())}
    return sorted(tables, key=lambda checked: (place[checked.reader.model], checked.reader.file))


def add_needs(needs: Needs, checked: Checked, *, must: bool) -> None:
    model = checked.reader.model
    for rule in checked.rules:
        if rule.kind != "reference" or rule.nullable == must or rule.to not in needs:
            continue
        if not reaches(needs, rule.to, model):
            needs[model].add(rule.to)


def reaches(needs: Needs, start: ModelClass, goal: ModelClass) -> bool:
    seen: set[ModelClass] = set()
    waiting = [start]
    while waiting:
        model = waiting.pop()
        if model is goal:
            return True
        if model not in seen:
            seen.add(model)
            waiting += needs[model]
    return False
