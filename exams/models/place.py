"""Where people sit: sites, rooms, the rooms of a session, and who watches them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enforcement.organisation.models import Agency, Person
from exams.models.paper import Session


class Site(models.Model):
    """A place of exams (考点)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=80)
    address = models.CharField(_("address"), max_length=120)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="site_name_once")]

    def __str__(self) -> str:
        return self.name


class Room(models.Model):
    """A room of a site (考场) with numbered seats from 1."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="rooms")
    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=40)
    seats = models.PositiveSmallIntegerField(_("seats"))
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["site", "name"]
        constraints = [
            models.UniqueConstraint(fields=["site", "name"], name="room_name_once"),
            models.CheckConstraint(condition=Q(seats__gt=0), name="room_has_seats"),
        ]

    def __str__(self) -> str:
        return f"{self.site} {self.name}"


class SessionRoom(models.Model):
    """A room that a session uses."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="rooms")
    room = models.ForeignKey(Room, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["session", "room"]
        constraints = [models.UniqueConstraint(fields=["session", "room"], name="session_room_once")]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.room}"


class Proctor(models.Model):
    """Somebody who watches a session (监考), in one room or in all."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="proctors")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["session", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "person", "room"], nulls_distinct=False, name="proctor_once")
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.person_id}"
