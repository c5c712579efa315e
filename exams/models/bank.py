"""The bank: items, their frozen versions and the versions of their keys."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enforcement.organisation.models import Agency, Person

MAX_OPTIONS = 8


class ItemType(models.TextChoices):
    """What a candidate does with an item: picks one option, several, or right/wrong."""

    SINGLE = "single", _("single choice")
    MULTIPLE = "multiple", _("multiple choice")
    TRUE_FALSE = "true_false", _("true or false")
    FILL_IN = "fill_in", _("fill-in")
    SHORT_ANSWER = "short_answer", _("short answer")


TEXT_TYPES = frozenset({ItemType.FILL_IN, ItemType.SHORT_ANSWER})
"""Types whose answers are words, not options."""


class Bank(models.Model):
    """A collection of items that one agency keeps, for itself or for all below it to read."""

    class Share(models.TextChoices):
        """Who may take items from it. Nobody but its owner ever changes it."""

        OWN = "own", _("this agency alone")
        BELOW = "below", _("this agency and all below it")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=80)
    share = models.CharField(_("open to"), max_length=5, choices=Share.choices, default=Share.OWN)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="bank_name_once")]

    def __str__(self) -> str:
        return self.name


class LawRef(models.Model):
    """An article of a law in the version that an item was written for."""

    law = models.CharField(_("law"), max_length=80)
    short = models.CharField(max_length=40)
    version = models.CharField(max_length=60, help_text="e.g. 2021年修订")
    article = models.CharField(_("article"), max_length=80)
    in_force_from = models.DateField()
    outdated_from = models.DateField(null=True, blank=True, help_text="the day from which another wording is in force")
    outdated_note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["law", "pk"]
        constraints = [models.UniqueConstraint(fields=["law", "version", "article"], name="law_ref_once")]

    def __str__(self) -> str:
        return f"《{self.short}》{self.article}"


class Image(models.Model):
    """A picture of items, known by the SHA-256 of its bytes: the same picture is kept once, and never changes."""

    sha256 = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=20, help_text="image/png, image/jpeg or image/webp")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="bytes")
    file = models.CharField(max_length=200, help_text="its place under MEDIA_ROOT")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.sha256[:12]


class ItemGroup(models.Model):
    """A case (案例) with a shared stem: its items come together and in order. ``current`` is for new papers."""

    bank = models.ForeignKey(Bank, models.PROTECT, related_name="groups")
    code = models.CharField(_("code"), max_length=30)
    current = models.ForeignKey("GroupVersion", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["bank", "code"], name="item_group_code_once")]

    def __str__(self) -> str:
        return self.code


class GroupVersion(models.Model):
    """One wording of a shared stem. A trigger refuses every change."""

    group = models.ForeignKey(ItemGroup, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    stem = models.TextField()
    media = models.JSONField(default=list, help_text='[{"sha256": "…", "alt": "…"}]')
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["group", "-number"]
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="group_version_once")]

    def __str__(self) -> str:
        return f"{self.group_id} v{self.number}"


class Item(models.Model):
    """A question by its code. What it asks is in its versions; ``current`` is the one that new papers take."""

    bank = models.ForeignKey(Bank, models.PROTECT, related_name="items")
    code = models.CharField(_("code"), max_length=30)
    type = models.CharField(_("type"), max_length=12, choices=ItemType.choices)
    current = models.ForeignKey("ItemVersion", models.PROTECT, null=True, blank=True, related_name="+")
    retired_on = models.DateField(null=True, blank=True)
    group = models.ForeignKey(ItemGroup, models.PROTECT, null=True, blank=True, related_name="items")
    group_order = models.PositiveSmallIntegerField(default=0, help_text="place among the items of its case")
    practice_from = models.DateField(null=True, blank=True, help_text="open for practice from this day")

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["bank", "code"], name="item_code_once")]
        indexes = [models.Index(fields=["bank", "practice_from"], name="item_practice")]

    def __str__(self) -> str:
        return self.code


class ItemEnemy(models.Model):
    """Two items that must not stand on one paper, because one gives the other away."""

    first = models.ForeignKey(Item, models.PROTECT, related_name="+")
    second = models.ForeignKey(Item, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="item_enemies_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="item_enemies_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} × {self.second_id}"


class ItemVersion(models.Model):
    """One wording of an item. A trigger refuses every change: a correction is a new version."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    stem = models.TextField()
    options = models.JSONField(help_text='[{"id": "A", "text": "…"}]; bit n of an answer is option n')
    law_ref = models.ForeignKey(LawRef, models.PROTECT, related_name="+")
    explanation = models.TextField(blank=True)
    difficulty = models.PositiveSmallIntegerField(default=2, help_text="1 easy … 5 hard, as its author says")
    keep_order = models.BooleanField(default=False, help_text="options stay in order, e.g. 以上都对")
    topic = models.CharField(_("topic"), max_length=60, blank=True, help_text="知识点")
    blanks = models.PositiveSmallIntegerField(
        default=0, help_text="blanks of a fill-in, in the order of ____ in its stem"
    )
    media = models.JSONField(default=list, help_text='[{"sha256": "…", "alt": "…", "place": "stem" or an option id}]')
    group_version = models.ForeignKey(GroupVersion, models.PROTECT, null=True, blank=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["item", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="item_version_once"),
            models.CheckConstraint(condition=Q(difficulty__range=(1, 5)), name="item_difficulty_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} v{self.number}"


class KeyStatus(models.TextChoices):
    """How a key counts. All but the first are corrections after an exam."""

    NORMAL = "normal", _("normal")
    ACCEPT_MULTIPLE = "accept_multiple", _("several answers accepted")
    VOID_FULL_MARKS = "void_full_marks", _("void: everybody gets full marks")
    VOID_REMOVED = "void_removed", _("void: taken out of the paper")


class KeyFacts(models.Model):
    """What a key says. ``texts``: a fill-in has a list of accepted words for each blank; a short answer its guide.

    ``masks`` are all accepted answers of ``accept_multiple``, the first of them ``mask``.
    """

    mask = models.PositiveSmallIntegerField(default=0, help_text="bit n set: option n is right; 0 where words answer")
    masks = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    texts = models.JSONField(
        null=True, blank=True, help_text='[["罚款", "罚金"], ["没收"]] or {"guide": "…", "points": ["…"]}'
    )
    status = models.CharField(max_length=20, choices=KeyStatus.choices, default=KeyStatus.NORMAL)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class KeyVersion(KeyFacts):
    """The key of an item version. A trigger refuses every change: a correction is a new version with its reason."""

    Status = KeyStatus

    item_version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="keys")
    number = models.PositiveSmallIntegerField()
    change = models.OneToOneField("KeyChange", models.PROTECT, null=True, blank=True, related_name="key")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["item_version", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["item_version", "number"], name="key_version_once"),
            models.CheckConstraint(
                condition=Q(mask__gt=0, mask__lt=2**MAX_OPTIONS) | Q(mask=0, texts__isnull=False),
                name="key_has_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_version_id} k{self.number}"


class KeyChange(KeyFacts):
    """A proposed correction of a key. Two persons other than its author approve it; then it is a key version."""

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", _("waits for approval")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")

    item_version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="changes")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(fields=["item_version"], condition=Q(state="proposed"), name="key_change_one_open")
        ]

    def __str__(self) -> str:
        return f"{self.item_version_id} {self.state}"


class KeyChangeVoice(models.Model):
    """One person's word on a proposed key: for it or against it, once each."""

    change = models.ForeignKey(KeyChange, models.PROTECT, related_name="voices")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at"]
        constraints = [models.UniqueConstraint(fields=["change", "person"], name="key_change_voice_once")]

    def __str__(self) -> str:
        return f"{self.change_id} {self.person_id} {self.agrees}"
