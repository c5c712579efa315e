"""The catalogue of open data for programs."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from cases.publicity.datasets import DATASETS
from cases.publicity.parameters import licence

FORMS: Final = ("csv", "json", "jsonl")


def listed(request: HttpRequest) -> list[dict[str, Any]]:
    """Return each data set with its words in Chinese, its terms, its last change and the addresses of its files."""
    terms = licence()
    with override("zh-hans"):
        return [
            {
                "code": one.code, "title": str(one.title), "description": str(one.description), "licence": terms,
                "changed_at": changed.isoformat() if (changed := one.changed()) else None,
                **{f: request.build_absolute_uri(reverse(f"open_{f}", args=[one.code])) for f in FORMS},
            }
            for one in DATASETS.values()
        ]  # fmt: skip
