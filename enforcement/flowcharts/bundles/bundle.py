"""A bundle of published charts: one JSON file with the files of the charts and a signature over them.

``{"format", "charts": [{"code", "agency", "number", "effective_on", "sha256", "note", "bpmn"}], "site", "made_at",
"key", "signature"}``. Signed is the canonical JSON (sorted keys, no spaces, UTF-8) of all but ``signature``. A called
chart stands before the one that calls it; calls name charts by code, as drafts do.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from enforcement.errors import Invalid
from enforcement.flowcharts import store
from enforcement.flowcharts.bundles import signed
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.organisation.models import Agency

FORMAT: Final = "enforcement-charts-1"
LARGEST: Final = 8 * 1024 * 1024
MOST: Final = 60
FIELDS: Final = {"code", "agency", "number", "effective_on", "sha256", "note", "bpmn"}


class BundleUnreadable(Invalid):
    """Refuse a file that is no bundle."""

    sentence = _("This is not a bundle of charts of this system.")
    remedy = _("Choose the file with the name charts-….json that the other installation made.")


class BundleUntrusted(Invalid):
    """Refuse a bundle that nobody trusted signed, or that was altered."""

    sentence = _("The signature fits none of the trusted keys: the file was altered, or its sender is not registered.")
    remedy = _("Compare the sender's key by telephone and have it entered under the setting chart.bundle_keys.")


@dataclass(frozen=True)
class Bundle:
    """What a bundle holds once its signature is proved: who signed it, and its charts in order."""

    signer: str
    site: str
    made_at: str
    charts: tuple[dict[str, Any], ...]


def pack(versions: Sequence[FlowchartVersion], *, at: datetime) -> bytes:
    """Return the bundle of published versions with every chart that they call."""
    found: dict[int, FlowchartVersion] = {}
    for version in versions:
        _with_called(version, found)
    facts = {
        "format": FORMAT,
        "site": settings.PUBLIC_URL,
        "made_at": at.isoformat(),
        "key": signed.key_id(signed.public_key()),
        "charts": [_packed(version) for version in found.values()],
    }
    return json.dumps({**facts, "signature": signed.sign(canonical(facts))}, ensure_ascii=False, indent=1).encode()


def canonical(facts: dict[str, Any]) -> bytes:
    """Return the text that is signed."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _with_called(version: FlowchartVersion, found: dict[int, FlowchartVersion]) -> None:
    for node in store.graph_of(version.pk).nodes:
        if node.called:
            inner = FlowchartVersion.objects.select_related("flowchart__agency").get(pk=store.version_of(node.called))
            _with_called(inner, found)
    found.setdefault(version.pk, version)


def _packed(version: FlowchartVersion) -> dict[str, Any]:
    text = version.bpmn
    for node in store.graph_of(version.pk).nodes:
        if node.called.startswith("sha256:"):
            called = FlowchartVersion.objects.get(pk=store.version_of(node.called)).flowchart.code
            text = text.replace(f'calledElement="{node.called}"', f'calledElement="chart:{called}"')
    return {
        "code": version.flowchart.code, "agency": version.flowchart.agency.title, "number": version.number,
        "effective_on": str(version.effective_on), "sha256": version.sha256, "note": version.note, "bpmn": text,
    }  # fmt: skip


def unpack(content: bytes, *, agency: Agency) -> Bundle:
    """Read a bundle and prove who signed it.

    Raises:
        BundleUnreadable, BundleUntrusted: as they say.
    """
    try:
        told = json.loads(content[: LARGEST + 1])
        signature, charts = told.pop("signature"), told["charts"]
        fits = told["format"] == FORMAT and 1 <= len(charts) <= MOST and all(set(c) == FIELDS for c in charts)
        fits = fits and all(isinstance(v, int if k == "number" else str) for c in charts for k, v in c.items())
        sealed = canonical(told)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BundleUnreadable(field="bundle") from None
    if not fits:
        raise BundleUnreadable(field="bundle")
    signer = signed.signer_of(sealed, str(signature), agency=agency)
    if not signer:
        raise BundleUntrusted(field="bundle")
    return Bundle(signer, str(told.get("site", "")), str(told.get("made_at", "")), tuple(charts))
