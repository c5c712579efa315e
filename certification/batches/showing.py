"""How batches are shown: their list, those left out, stages in words, files to download."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.batches import files
from certification.models import IssueBatch, IssueItem
from enforcement.web.lists import Column, Lister
from enforcement.web.templatetags.ui import badge, when

TONES: Final = {"running": "wait", "stopped": "info", "done": "ok"}


def state_badge(batch: IssueBatch) -> str:
    """Return the state of a batch, one that broke off as such."""
    job = batch.job
    if batch.state == IssueBatch.State.RUNNING and job is not None and job.state == job.State.FAILED:
        return badge(_("broken off"), "stop")
    return badge(batch.get_state_display(), TONES[batch.state])


def _link(item: IssueItem) -> str:
    if item.credential_id:
        return reverse("credential_detail", args=[item.credential_id])
    return reverse("credential_application", args=[item.application_id])


def _subject(item: IssueItem) -> Any:
    return item.credential or item.application


BATCHES: Final = Lister(
    caption=gettext_lazy("Batches of cards"),
    columns=(
        Column(
            "title", gettext_lazy("Batch"), lambda b: b.title, sort=("title",),
            link=lambda b: reverse("batch_detail", args=[b.pk]),
        ),
        Column("kind", gettext_lazy("Kind"), lambda b: b.get_kind_display()),
        Column("state", gettext_lazy("State"), state_badge),
        Column("by", gettext_lazy("By"), lambda b: b.made_by.name),
        Column("made", gettext_lazy("When"), lambda b: when(b.made_at), sort=("made_at",)),
    ),
    order="-made",
)  # fmt: skip
FAILED: Final = Lister(
    caption=gettext_lazy("Who was left out"),
    columns=(
        Column("name", gettext_lazy("Name"), lambda i: i.credential.name if i.credential else i.application.person.name,
               link=_link),
        Column("agency", gettext_lazy("Agency"), lambda i: _subject(i).agency.title),
        Column("reason", gettext_lazy("Why, and what to do"), lambda i: i.reason),
    ),
    order="position",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Download:
    """A file to download."""

    url: str
    name: str
    size: int
    kind: str


def stages() -> list[str]:
    """Return the stages in words."""
    return [str(label) for label in IssueBatch.Stage.labels]


def downloads(batch: IssueBatch) -> list[Download]:
    """Return the files of a batch that are there: the archive and the list first."""
    names = {files.ARCHIVE: _("Everything in one archive"), files.LIST: _("List of the cards")}
    parts = files.parts_of(batch.pk)
    kinds = {"sheets": _("Part %(n)s on A4 sheets, ten cards each"), "cards": _("Part %(n)s for a card printer")}
    for name in sorted(parts, key=lambda part: (part.startswith("cards"), part)):
        kind, _sep, number = name.removesuffix(".pdf").partition("-")
        names[name] = kinds[kind] % {"n": int(number)}
    sizes = {name: files.size_of(batch.pk, name) for name in names}
    return [
        Download(reverse("batch_file", args=[batch.pk, name]), words, sizes[name], name.rpartition(".")[2].upper())
        for name, words in names.items()
        if sizes[name]
    ]
