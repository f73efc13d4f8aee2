"""One file, opened in a process of its own: `python -m portal.opening KIND [WIDTH HEIGHT]`.

Answers on standard output: a line `same`, `drawn` or `refused`, then the picture or the sentence.
"""

import sys

from portal.opening.kinds import KINDS
from portal.opening.refused import Refused

MEMORY = 1_000_000_000
SECONDS = 20


def limit() -> None:
    """No file may take the whole machine."""
    import resource  # noqa: PLC0415 - Unix only; the process apart runs nowhere else

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def answer(key: str, data: bytes, *box: int) -> bytes:
    try:
        drawn = KINDS[key].opens(data, (box[0], box[1]) if box else None)
    except Refused as refusal:
        return b"refused\n" + str(refusal).encode()
    return b"same\n" if drawn is None else b"drawn\n" + drawn


def main() -> None:
    limit()
    key, *box = sys.argv[1:]
    sys.stdout.buffer.write(answer(key, sys.stdin.buffer.read(), *map(int, box)))


if __name__ == "__main__":
    main()
