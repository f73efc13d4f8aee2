"""The facts of 2019-20 as the papers give them, each with the title of its paper."""

import json
from pathlib import Path
from typing import Any

Facts = dict[str, Any]


def load() -> Facts:
    file = Path(__file__).with_name("pdscp_2019_20.json")
    facts: Facts = json.loads(file.read_text(encoding="utf-8"))
    return facts


def told(fact: Facts) -> dict[str, Any]:
    """The two columns that say whether a fact is printed in the report, and which paper has it."""
    return {"in_report": fact.get("in_report"), "paper": fact.get("source", {}).get("paper")}
