"""Practice: answers that count for nothing but show what to learn."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from enforcement.organisation.models import Person
from exams.models.bank import Item, ItemVersion


class PracticeAnswer(models.Model):
    """One answer in practice."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    item_version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="+")
    mask = models.PositiveSmallIntegerField(default=0)
    texts = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    right = models.BooleanField()
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["person", "item", "-answered_at"], name="practice_of")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.item_id} {self.right}"
