"""How often something may be asked for. Counted in the cache, which web servers share."""

import hashlib

from django.core.cache import cache


def over(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one more; whether `who` has now asked more than `most` times in this stretch.

    `who` is kept as a digest. A cache that is emptied begins to count again.
    """
    key = f"limit:{what}:{hashlib.sha256(who.encode()).hexdigest()[:32]}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > most
    except ValueError:  # the stretch ended between the two lines
        return False
