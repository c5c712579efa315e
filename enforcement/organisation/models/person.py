"""Persons: the user model."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.identifiers import masked
from enforcement.organisation.secrecy import fingerprint, seal, unseal


class PersonManager(BaseUserManager["Person"]):
    """Make persons."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> Person:
        """Make a person with a hashed password (none: no sign-in until one is set)."""
        person = self.model(username=username, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, username: str, password: str | None = None, **fields: object) -> Person:
        """Make a person for Django's own command; duties come from ``manage.py appoint_administrator`` alone."""
        return self.create_user(username, password, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in or is named on a credential."""

    username = models.CharField(_("user name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    sex = models.CharField(max_length=1, choices=[("m", _("male")), ("f", _("female"))], blank=True)
    id_sealed = models.TextField(blank=True, editable=False)
    id_fingerprint = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    law_qualification = models.CharField(_("legal qualification no."), max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    joined_on = models.DateField(null=True, blank=True)

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["username"]
        verbose_name = _("person")
        constraints = [
            models.UniqueConstraint(
                fields=["id_fingerprint"], condition=~models.Q(id_fingerprint=""), name="person_id_number_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def id_number(self) -> str:
        """The identification number in clear; whoever shows it records the view."""
        return unseal(self.id_sealed)

    @id_number.setter
    def id_number(self, value: str) -> None:
        self.id_sealed, self.id_fingerprint = seal(value), fingerprint(value)

    @property
    def id_masked(self) -> str:
        """The identification number as lists show it."""
        return masked(self.id_number)

    @property
    def is_staff(self) -> bool:
        """Nobody uses Django's own admin."""
        return False

    def get_full_name(self) -> str:
        """Return the name (asked for by libraries)."""
        return self.name
