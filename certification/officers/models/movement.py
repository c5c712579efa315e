"""How people come to a post and leave it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enforcement.organisation.models import Agency, Post


class Movement(models.Model):
    """One change of a person's posts by a document. ``holds_on`` is the first day on which it holds."""

    class Kind(models.TextChoices):
        """What happened."""

        END = "end", _("end of the post (免职、转岗)")
        TRANSFER = "transfer", _("transfer to another agency (调动)")
        RETIRE = "retire", _("retirement (退休)")
        LEAVE = "leave", pgettext_lazy("officer", "left service (辞职、辞退等)")
        REJOIN = "rejoin", _("joined or rejoined (任职)")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", help_text="the agency left, or joined")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+", help_text="the post left")
    new_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    holds_on = models.DateField()
    document = models.CharField(max_length=80, help_text="the document that orders it")
    ground = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["-holds_on", "-pk"]
        verbose_name = _("change of posts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(post__isnull=False) | models.Q(new_post__isnull=False), name="movement_of_a_post"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.kind} {self.holds_on}"
