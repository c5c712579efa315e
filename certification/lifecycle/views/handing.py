"""Hand applications over to the issuing authority, fetch a package, and import the numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from certification.lifecycle import access
from certification.lifecycle.forms.others import HandOverForm, NumbersForm
from certification.lifecycle.hand_over import hand_over, waiting
from certification.lifecycle.import_numbers import Taken, import_numbers, look
from certification.lifecycle.numbers_file import Numbers
from certification.lifecycle.parameters import ISSUED_BY
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import Invalid, NotFound
from enforcement.organisation.access import actor_of, duties_of, duty
from enforcement.organisation.parameters import value
from enforcement.web.acts import act_page

TEMPLATE = "certification/lifecycle/handing.html"


@require_http_methods(["GET", "HEAD", "POST"])
@allow(access.OPENS)
def handing(request: HttpRequest) -> HttpResponse:
    """Show what waits and the packages, and make one."""
    agency = access.hands_over(request)
    rows = waiting(agency).order_by("agency__path", "person__name")
    elsewhere = value(ISSUED_BY, agency=agency, on=clock.today()) == "province"
    context = {
        "agency": agency,
        "elsewhere": elsewhere,
        "packages": access.packages(request),
        "may_import": "issue" in duties_of(request),
    }
    if not elsewhere or "examine" not in duties_of(request) or not rows.exists():
        return render(request, TEMPLATE, context)

    def act(application_ids: list[int]) -> Any:
        by = actor_of(request)
        return hand_over(agency_id=agency.pk, by=by, at=clock.now(), application_ids=application_ids)

    return act_page(
        request,
        form_class=HandOverForm,
        template=TEMPLATE,
        context=context,
        act=act,
        success_url=request.path,
        form_arguments={"waiting": rows},
        done=lambda made: _("The package %(number)s is made.") % {"number": made.number},
    )


@require_safe
@allow(access.OPENS)
def package(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Return a package as a download."""
    row = access.packages(request).filter(pk=pk).first()
    file = Path(settings.MEDIA_ROOT) / row.file if row else None
    if row is None or file is None or not file.is_file():
        raise NotFound
    response = FileResponse(file.open("rb"), as_attachment=True, filename=f"{row.number}.zip")
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("issue"))
def numbers(request: HttpRequest) -> HttpResponse:
    """Check or take in the workbook that came back."""
    agency = access.agencies_of(request, "issue").order_by("path").first()
    if agency is None:
        raise NotFound
    facts: dict[str, Any] = {"agency_id": agency.pk, "by": actor_of(request)}

    def act(file: bytes, *, only_check: bool) -> Taken | Numbers:
        if not only_check:
            return import_numbers(at=clock.now(), data=file, **facts)
        found = look(data=file, **facts)
        if found.faults:
            raise Invalid(" ".join(found.faults), field="file")
        return found

    return act_page(
        request,
        form_class=NumbersForm,
        act=act,
        success_url=lambda made: reverse("credential_list") if isinstance(made, Taken) else request.path,
        done=_said,
        context={
            "heading": _("Import the numbers"),
            "submit": _("Continue with the workbook"),
            "back_url": reverse("credential_handing"),
            "lead": _("The workbook of the package with card number, first and last day. All rows or none."),
            "back_text": _("Hand-over and numbers"),
        },
    )


def _said(made: Taken | Numbers) -> str:
    if isinstance(made, Taken):
        words = _("%(new)d credentials are issued; %(old)d were there already.")
        return words % {"new": len(made.made), "old": made.unchanged}
    words = _("Nothing was changed. The workbook is right: %(new)d new cards; %(old)d are there already.")
    return words % {"new": len(made.new), "old": len(made.lines) - len(made.new)}
