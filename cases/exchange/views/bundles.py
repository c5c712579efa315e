"""The pages of bundles: the list, asking for one, handing one in, one with its report, its file and its receipt."""

from __future__ import annotations

import json
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.exchange.access import administers, bundle_for, bundles_for, exchanged, exchanges
from cases.exchange.bundle_forms import ExportForm, ReceiptForm, UploadForm
from cases.exchange.bundles.export_bundle import export_bundle
from cases.exchange.bundles.fetch_bundle import fetch_bundle
from cases.exchange.bundles.import_bundle import ask_to_take, upload_bundle
from cases.exchange.bundles.receipt import keep_receipt
from cases.exchange.models import Bundle
from cases.exchange.scopes import SCOPES
from cases.exchange.views.listed_bundles import LISTER
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page

LIST = "exchange_bundles"


@require_safe
@allow(exchanges)
def bundles(request: HttpRequest) -> HttpResponse:
    """List the bundles of the agencies whose data the person exchanges."""
    listing = LISTER.page(request, bundles_for(request))
    return render(request, "exchange/bundles.html", {"listing": listing, "administers": administers(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(exchanges)
def bundle_new(request: HttpRequest) -> HttpResponse:
    """Ask for a bundle."""
    return act_page(
        request, form_class=ExportForm, act=partial(export_bundle, by=actor_of(request), at=clock.now()),
        success_url=url_of, done=_("The bundle is being made."),
        form_arguments={"agencies": exchanged(request), "sent": bundles_for(request)},
        context={
            "heading": _("Make a bundle"), "submit": _("Make it"), "back_url": reverse(LIST),
            "back_text": _("All bundles"),
            "lead": _(
                "Cases, persons, credentials and alarms of an agency and those below it, signed, for one partner."
            ),
        },
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(exchanges)
def bundle_upload(request: HttpRequest) -> HttpResponse:
    """Hand a bundle in: it is checked and tried out; nothing is written yet."""
    return act_page(
        request, form_class=UploadForm, act=partial(upload_bundle, by=actor_of(request), at=clock.now()),
        success_url=url_of, done=_("The signature is right. The bundle is being tried out."),
        context={
            "heading": _("Hand a bundle in"), "submit": _("Check it"), "back_url": reverse(LIST),
            "back_text": _("All bundles"),
            "lead": _("First it is checked and tried out. You then read what would be written, or each fault."),
        },
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(exchanges)
def bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a bundle; keep the receipt of one that was handed over."""
    row = bundle_for(request, pk)
    return act_page(
        request, form_class=ReceiptForm, template="exchange/bundle.html", success_url=url_of(row),
        act=partial(keep_receipt, bundle_id=row.pk, by=actor_of(request), at=clock.now()),
        done=_("The receipt is right and kept."), context=about(row),
    )  # fmt: skip


@require_POST
@allow(exchanges)
def bundle_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a bundle in that was tried without faults."""
    row = bundle_for(request, pk)
    job = ask_to_take(bundle_id=row.pk, by=actor_of(request), at=clock.now())
    return redirect("job", job_id=job.pk)


@require_POST
@allow(exchanges)
def bundle_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a bundle out as a file; who took it is on the ledger."""
    row = bundle_for(request, pk)
    content = fetch_bundle(bundle_id=row.pk, by=actor_of(request), at=clock.now())
    return _download(content, "application/zip", f"bundle-{row.manifest_sha256[:12]}.zip")


@require_safe
@allow(exchanges)
def bundle_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the receipt out."""
    row = bundle_for(request, pk)
    if not row.receipt:
        raise NotFound
    content = json.dumps(row.receipt, ensure_ascii=False, indent=1).encode()
    return _download(content, "application/json", f"receipt-{row.manifest_sha256[:12]}.json")


def about(row: Bundle) -> dict[str, object]:
    """Return what the page of a bundle shows."""
    named = {**SCOPES, "persons": _("Persons")}
    parts = [(part["name"].removesuffix(".jsonl"), part["rows"]) for part in row.manifest.get("parts", [])]
    counts = row.report.get("counts", {}) if row.state != Bundle.State.FAULTY else {}
    return {
        "bundle": row, "counts": [(named[name], rows) for name, rows in parts],
        "written": [(named[part], c["created"], c["changed"], c["unchanged"]) for part, c in counts.items()],
        "written_title": _("What is written") if row.state == Bundle.State.TAKEN else _("What would be written"),
        "faults": row.report.get("faults", []), "working": row.state in {Bundle.State.ASKED, Bundle.State.UPLOADED},
    }  # fmt: skip


def url_of(row: Bundle) -> str:
    """Return the address of a bundle."""
    return reverse("exchange_bundle", args=[row.pk])


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
