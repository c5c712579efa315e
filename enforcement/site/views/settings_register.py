"""The register of settings: what the law leaves open, how it is set here, and how sure its source is."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duty, person_of
from enforcement.organisation.duties.holding import agencies_where, below_governments_where
from enforcement.organisation.models import Agency, ParameterValue
from enforcement.organisation.parameters import REGISTRY, Parameter, value, values
from enforcement.organisation.set_parameter import set_parameter
from enforcement.site.forms import SettingForm
from enforcement.web.acts import act_page
from enforcement.web.asked import number


@require_safe
@allow(duty("system"))
def settings_register(request: HttpRequest) -> HttpResponse:
    """List every declared setting with the value in force today for one agency."""
    agencies = list(agencies_where(person_id=person_of(request).pk, duties={"system"}))
    chosen = next((a for a in agencies if str(a.pk) == request.GET.get("agency")), agencies[0])
    found = values(tuple(REGISTRY), agency=chosen, on=clock.today())
    rows = [_row(parameter, found[code]) for code, parameter in sorted(REGISTRY.items())]
    content = {"agencies": agencies, "chosen": chosen, "rows": rows}
    return render(request, "site/settings_register.html", content)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("system"))
def change_setting(request: HttpRequest, code: str) -> HttpResponse:
    """Set one parameter for an agency from a day on."""
    parameter = REGISTRY.get(code)
    if parameter is None:
        raise NotFound
    agencies = agencies_where(person_id=person_of(request).pk, duties={"system"})
    today = clock.today()
    history = ParameterValue.objects.filter(code=code, agency__in=agencies).select_related("agency")
    content = {"parameter": parameter, "history": history, "default": _words(parameter.default)}
    settable = below_governments_where(person_id=person_of(request).pk, duty="system")
    if not parameter.of_supervisor:
        settable = agencies
    elif not settable.exists():
        return render(request, "site/change_setting.html", content, status=403 if request.method == "POST" else 200)
    chosen = _chosen(settable.filter(pk=number(request.GET.get("agency")) or 0).first() or settable[0])
    return act_page(
        request, form_class=SettingForm, form_arguments={"parameter": parameter, "agencies": settable},
        initial={"agency": chosen.pk, "value": value(code, agency=chosen, on=today), "from_on": today},
        act=partial(set_parameter, code=code, by=actor_of(request), at=clock.now()),
        success_url=lambda row: f"{reverse('settings_register')}?agency={row.agency_id}",
        done=_("The setting was changed."), template="site/change_setting.html",
        context=content,
    )  # fmt: skip


def _row(parameter: Parameter, found: Any) -> dict[str, Any]:
    return {"parameter": parameter, "value": _words(found), "changed": found != parameter.default}


def _words(found: Any) -> str:
    if isinstance(found, bool):
        return _("yes") if found else _("no")
    if found is None or found == "":
        return "—"
    if isinstance(found, list):
        return "、".join(str(part) for part in found)
    return str(found)


def _chosen(agency: Agency | None) -> Agency:
    if agency is None:
        raise NotFound
    return agency
