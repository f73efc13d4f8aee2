"""People who can sign in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac


class UserManager(BaseUserManager["User"]):
    """Makes people; an e-mail address is kept in lower case."""

    def create_user(
        self, email: str, name: str, password: str | None = None, **facts: Any
    ) -> "User":
        user = self.model(email=email.strip().lower(), name=name, **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, name: str, password: str | None = None) -> "User":
        return self.create_user(email, name, password, is_staff=True, is_superuser=True)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who can sign in. What they may do comes from `partners`, never from here."""

    email = models.EmailField("email address", unique=True)
    name = models.CharField("full name", max_length=120)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField("operator of the site", default=False)
    generated = models.BooleanField("invented for demonstration or test", default=False)
    digest = models.BooleanField("one email a day", default=False)
    weekly = models.BooleanField("a weekly email saying what is due", default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    sittings = models.PositiveIntegerField("how often all sessions were ended at once", default=0)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="portal_user_one_account_an_address")
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Seal a session over the password and the count of sittings: changing either ends it."""
        salt = "portal.models.User.session"
        said = f"{self.password}:{self.sittings}"
        return salted_hmac(salt, said, secret=secret, algorithm="sha256").hexdigest()
