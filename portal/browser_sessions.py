"""Where the browser's session is kept: in the database, and for reading in Redis.

As Django does it, but a session that exists is changed by one statement, which is whole by itself,
and not by three. Almost every form that is sent changes it: it says what was done.
"""

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.cached_db import SessionStore as CachedStore
from django.contrib.sessions.backends.db import SessionStore as StoredStore


class ChangedAtOnce(StoredStore):
    """What lies below the cache."""

    def save(self, must_create: bool = False) -> None:
        """Write it down. Raises UpdateError for a session that was ended meanwhile."""
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        row = self.create_model_instance(dict(self.items()))
        kept = self.model._default_manager.filter(pk=row.pk)
        if not kept.update(session_data=row.session_data, expire_date=row.expire_date):
            raise UpdateError


class SessionStore(CachedStore, ChangedAtOnce):
    """Asks the cache first, and saves through `ChangedAtOnce`."""
