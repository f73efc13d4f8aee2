"""Which groups answer for training. The groups are in the papers; their parts are invented."""

from demo.facts import Facts
from demo.generate.sheets import Sheets

GROUPS = (
    ("training_op", "operational", "Are courses given well, and is what people say acted on?"),
    ("training_strategic", "strategic", "Do courses answer what reviews and audits found?"),
)


def write(facts: Facts, sheets: Sheets) -> None:
    for name, kind, part in GROUPS:
        sheets.add(
            "training/groups",
            f"pdscp/training-group/{name}",
            partnership="pdscp",
            group=f"pdscp/group/{name}",
            kind=kind,
            part=part,
            since="2019-04-01",
        )
