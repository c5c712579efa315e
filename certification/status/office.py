"""How the published lists stand: how full, how old, how many of each value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from certification.models import StatusShard
from certification.status.shard import BITS, SIZE
from enforcement import clock
from enforcement.organisation.access import duties_of
from enforcement.web.worklist import ToDo

ALARM: Final = timedelta(hours=2)
"""After this time somebody must look: the worker or its clock stands still."""
NEARLY_FULL: Final = 80
"""Percent from which the next shard should be set: random free places become rare."""
DUTIES: Final = frozenset({"issue", "system"})
HELD: Final = "SELECT sid >> %s, count(*) FROM certification_credential GROUP BY 1"


@dataclass(frozen=True, slots=True)
class Row:
    """A shard with its newest publication, none where it was never published."""

    shard: int
    held: int
    newest: StatusShard | None
    now: datetime

    @property
    def published_at(self) -> datetime | None:
        """The moment of the newest publication."""
        return datetime.fromtimestamp(self.newest.iat, UTC) if self.newest else None

    @property
    def percent(self) -> float:
        """How full the shard is."""
        return round(100 * self.held / SIZE, 1)

    @property
    def light(self) -> Literal["green", "yellow", "red"]:
        """Red where the list is too old or was never published, yellow where the shard is nearly full."""
        if self.published_at is None or self.now - self.published_at > ALARM:
            return "red"
        return "yellow" if self.percent >= NEARLY_FULL else "green"


def rows(*, at: datetime) -> list[Row]:
    """Return every shard that holds a credential (two queries)."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [BITS])
        held: dict[int, int] = dict(cursor.fetchall())
    newest = {row.shard: row for row in StatusShard.objects.order_by("shard", "-seq").distinct("shard").defer("body")}
    return [Row(shard, held.get(shard, 0), newest.get(shard), at) for shard in sorted({*held, *newest})]


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the alarm for those who issue and for the administrators while a list is older than two hours."""
    if not duties_of(request) & DUTIES:
        return
    oldest = (clock.now() - ALARM).timestamp()
    newest = StatusShard.objects.order_by("shard", "-seq").distinct("shard").values_list("shard", "iat")
    for shard in [shard for shard, iat in newest if iat < oldest]:
        yield ToDo(
            title=_("The status list %(shard)d has not been published for two hours") % {"shard": shard},
            url=reverse("status_office"), subject=_("Verifiers without a network rely on it"), light="red",
            kind="credential",
        )  # fmt: skip
