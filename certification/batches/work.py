"""The work of a batch, stage by stage. It may be begun again at any moment: the items' states say what is left."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.batches import items
from certification.batches.check_items import check_items
from certification.batches.draw_items import draw_items
from certification.batches.finish_batch import finish_batch
from certification.batches.holding import WORK
from certification.batches.pack_files import pack_files
from certification.batches.sign_items import sign_items
from certification.models import IssueBatch
from enforcement import clock
from enforcement.jobs.progress import Progress
from enforcement.jobs.register import register
from enforcement.organisation.access import actor_in_background

Stage = IssueBatch.Stage


@register(WORK, title=gettext_lazy("Batch of cards"))
def work(job: Progress, batch_id: int) -> dict[str, Any]:
    """Check, sign, draw and pack what is left of a batch, in the name of who asked."""
    batch = IssueBatch.objects.get(pk=batch_id)
    by = actor_in_background(job.by_person_id or 0)
    total = 3 * batch.items.count()

    def told() -> None:
        job.report(sum(items.passed(batch, stage) for stage in (Stage.CHECK, Stage.SIGN, Stage.DRAW)), total)

    told()
    _enter(batch, Stage.CHECK)
    check_items(batch, by=by, told=told)
    _enter(batch, Stage.SIGN)
    sign_items(batch, by=by, told=told)
    _enter(batch, Stage.DRAW)
    draw_items(batch, told=told)
    _enter(batch, Stage.PACK)
    pack_files(batch)
    done = finish_batch(batch_id=batch_id, job_id=job.id, by=by, at=clock.now())
    words = _("%(drawn)d cards are ready, %(failed)d were left out.") % done
    return {"url": reverse("batch_detail", args=[batch_id]), "text": words}


def _enter(batch: IssueBatch, stage: str) -> None:
    """Write which stage is under way, since when and from where, for the time it will take."""
    IssueBatch.objects.filter(pk=batch.pk).update(
        stage=stage, stage_at=clock.now(), stage_from=items.passed(batch, stage)
    )
