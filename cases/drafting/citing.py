"""What templates of papers cite: the basis of each, and the norms that its text names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.drafting.base import everything
from cases.drafting.current import as_template
from cases.drafting.models import OwnTemplate
from cases.drafting.shape import Template
from enforcement.norms.citations import cited
from enforcement.norms.touching import Resting

NAMED: Final = re.compile(r"《[^》{]{2,80}》(?:第[^，。；《{\n]{1,20})?")


def resting() -> Iterator[Resting]:
    """Yield each norm that a template in use cites: the newest of the catalogue's, and agencies' own. One query."""
    newest = {template.key: template for template in sorted(everything(), key=lambda t: t.since)}
    for template in newest.values():
        yield from _of(template, None, "")
    for row in OwnTemplate.objects.filter(published_at__isnull=False).select_related("agency"):
        if row.key in newest:
            yield from _of(as_template(row, newest[row.key]), row.agency_id, f" · {row.agency.title}")


def _of(template: Template, agency_id: int | None, whose: str) -> Iterator[Resting]:
    for citation in cited("；".join([template.basis, *NAMED.findall(template.body)])):
        yield Resting(
            _("Template of a paper"), f"{template.title}{whose}", reverse("paper_template", args=[template.key]),
            citation, template.since, agency_id, where=template.key,
        )  # fmt: skip
