"""Posts: who holds which office in which agency, from when to when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models.agency import Agency
from enforcement.organisation.models.person import Person


class Post(models.Model):
    """A person's post. Only persons on the establishment in an enforcement post may become officers."""

    class Establishment(models.TextChoices):
        """编制 kind. The last four never count as officers (山东省行政执法监督条例第十条第三款)."""

        ADMINISTRATIVE = "administrative", _("administrative establishment (行政编制)")
        PUBLIC_SERVICE = "public_service", _("managed as civil servants (参公管理)")
        INSTITUTION = "institution", _("public institution (事业编制)")
        CONTRACT = "contract", _("contract staff (合同制)")
        DISPATCHED = "dispatched", _("dispatched worker (劳务派遣)")
        SECONDED = "seconded", _("temporarily seconded (临时借调)")
        AUXILIARY = "auxiliary", _("auxiliary staff (辅助人员)")

    MAY_ENFORCE = frozenset({Establishment.ADMINISTRATIVE, Establishment.PUBLIC_SERVICE, Establishment.INSTITUTION})

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts")
    title = models.CharField(max_length=40)
    title_en = models.CharField(max_length=60, blank=True)
    establishment = models.CharField(max_length=16, choices=Establishment.choices)
    is_enforcement = models.BooleanField(default=True, help_text="the post enforces law")
    is_head = models.BooleanField(default=False, help_text="principal head (正职) of the agency")
    is_leader = models.BooleanField(default=False, help_text="member of the leadership (负责人), sits in discussions")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="post_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.title}"

    @property
    def may_enforce(self) -> bool:
        """Whether the holder of this post may hold an enforcement credential at all."""
        return self.is_enforcement and self.establishment in self.MAY_ENFORCE
