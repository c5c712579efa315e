"""What benchmarks of discretion cite: the article that is broken and the one that punishes."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.discretion.models import Benchmark
from enforcement import clock
from enforcement.norms.citations import cited
from enforcement.norms.touching import Resting


def resting() -> Iterator[Resting]:
    """Yield each norm that a published benchmark in force cites. One query."""
    rows = Benchmark.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=clock.today()), issue__published_at__isnull=False
    )
    for row in rows.select_related("agency"):
        for citation in cited(f"{row.breached}；{row.penalty}"):
            yield Resting(
                _("Benchmark"), f"{row.offence} · {row.agency.title}", reverse("benchmark", args=[row.pk]), citation,
                row.from_on, row.agency_id, public=True,
            )  # fmt: skip
