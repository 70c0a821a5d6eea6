"""A person who signs in. We keep a name and, if given, phones: no e-mail, no birthday, no personal number."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext_lazy as _

from lms.members.digits import pin_typed
from lms.shared.vietnamese import fold, name_sort_key, normalise_line

E164 = r"^\+[1-9][0-9]{7,14}$"


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(username=normalise_line(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> User:
        fields.setdefault("full_name", username)
        return self.create_user(username, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username=username)


class User(AbstractBaseUser, PermissionsMixin):
    username = models.CharField(
        _("user name"),
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9.@+_-]+\Z", _("Use letters without marks, digits and . _ - only, without spaces.")
            )
        ],
        help_text=_("Letters without marks, digits and . _ - without spaces. Printed on the sign-in card."),
        error_messages={"unique": _("This user name is taken. Add the village or a number to it.")},
    )
    full_name = models.CharField(
        _("full name"), max_length=100, help_text=_("Family name first, as one writes it: Nguyễn Thị Mẫu.")
    )
    search_key = models.CharField(max_length=120, editable=False, db_index=True)
    sort_key = models.CharField(max_length=300, editable=False, db_index=True)
    login_phone = models.CharField(
        _("phone for signing in"),
        max_length=16,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(E164)],
        help_text=_("Only this member's own number. Two members cannot sign in with one number."),
        error_messages={"unique": _("Another member signs in with this number. Leave it empty and use the user name.")},
    )
    contact_phone = models.CharField(
        _("contact phone"),
        max_length=16,
        blank=True,
        validators=[RegexValidator(E164)],
        help_text=_("May be shared by a family."),
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)
    # The password is a PIN of ours: see lms.members.pins.
    has_pin = models.BooleanField(_("signs in with a PIN"), default=False, editable=False)
    # Part of what sessions are bound to: another salt ends them all.
    session_salt = models.CharField(max_length=22, default="", blank=True, editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        indexes = [
            models.Index(fields=["contact_phone"], name="members_user_contact_phone"),
            models.Index(Upper("username"), name="members_user_username_upper"),  # what `iexact` asks PostgreSQL for
        ]
        constraints = [
            models.CheckConstraint(
                name="members_user_login_phone",
                condition=Q(login_phone=None) | Q(login_phone__regex=E164),
                violation_error_message=_("The phone number is not valid."),
            ),
            models.CheckConstraint(name="members_user_full_name", condition=~Q(full_name="")),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.full_name = normalise_line(self.full_name)
        self.search_key, self.sort_key = fold(self.full_name), name_sort_key(self.full_name)
        super().save(*args, **kwargs)

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(raw_password)
        self.has_pin = False

    def set_unusable_password(self) -> None:
        super().set_unusable_password()
        self.has_pin = False

    def set_pin(self, pin: str) -> None:
        """As `set_password`; the caller has made `pin` and saves. See `lms.members.pins`."""
        super().set_password(pin)
        self.has_pin = True

    def check_password(self, raw_password: str | None) -> bool:
        """A PIN in any digits and with any spaces. Django's own rewrites an old hash through `set_password`, after
        which it would be no PIN any more."""
        was_pin = self.has_pin
        right = super().check_password(pin_typed(raw_password or "") if was_pin else raw_password)
        self.has_pin = was_pin
        return right

    def end_sessions(self) -> None:
        """Signs the member out everywhere, once saved."""
        self.session_salt = get_random_string(22)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """As Django's while the salt is empty, so that nobody was signed out when it came."""
        key_salt = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
        made_of = self.password + self.session_salt
        return salted_hmac(key_salt, made_of, secret=secret, algorithm="sha256").hexdigest()

    @property
    def email(self) -> str:
        """Wagtail asks every user for it; we keep none, so it sends none."""
        return ""

    @property
    def first_name(self) -> str:
        """What Wagtail's side bar shows: the whole name, as the last word alone may be many a colleague's."""
        return self.full_name

    @property
    def is_staff(self) -> bool:
        return self.is_superuser or self.has_perm("wagtailadmin.access_admin")

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        """The given name: the last word, as one is addressed."""
        return self.full_name.split(" ")[-1]
