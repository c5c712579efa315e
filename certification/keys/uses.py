"""What keys sign."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Use(models.TextChoices):
    """What a key signs."""

    CREDENTIAL = "credential", _("credentials")
    STATUS = "status", _("lists of states")
    LOG = "log", _("logs of what was issued")
