"""Laws that items rest on: which, what was amended, what that touches."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page
from exams.access import administers
from exams.bank.amend_law import Amended, amend_law, withdraw_amendment
from exams.bank.forms import AmendForm, WithdrawForm
from exams.bank.laws import LawVersion, drafts_resting_on, law_versions, papers_resting_on
from exams.bank.sharing import banks_readable
from exams.queries import sessions_for


@require_safe
@allow(administers)
def laws(request: HttpRequest) -> HttpResponse:
    """List the versions of laws that items of my banks rest on."""
    return render(request, "exams/bank/laws.html", {"laws": law_versions(banks_readable(person_of(request).pk))})


def _law_or_404(request: HttpRequest, ref_id: int) -> LawVersion:
    for law in law_versions(banks_readable(person_of(request).pk)):
        if any(article.ref.pk == ref_id for article in law.articles):
            return law
    raise Http404


@require_safe
@allow(administers)
def law(request: HttpRequest, ref_id: int) -> HttpResponse:
    """Show the articles of a version of a law, their items, and the sessions that amended ones touch."""
    found = _law_or_404(request, ref_id)
    amended, at = [article.ref for article in found.amended], clock.now()
    mine = sessions_for(person_of(request).pk)
    context = {
        "law": found,
        "items_url": reverse("exam_items") + "?" + urlencode({"law": found.ref.short}),
        "papers": papers_resting_on(refs=amended, sessions=mine, at=at),
        "drafts": list(drafts_resting_on(refs=amended, sessions=mine, at=at)),
    }
    return render(request, "exams/bank/law.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def amend(request: HttpRequest, ref_id: int) -> HttpResponse:
    """Record that articles were amended."""
    found = _law_or_404(request, ref_id)
    if not found.standing:
        return redirect("exam_law", ref_id)
    return act_page(
        request,
        form_class=AmendForm,
        form_arguments={"refs": [article.ref for article in found.standing]},
        act=partial(amend_law, law=found.ref.law, version=found.ref.version, by=actor_of(request), at=clock.now()),
        done=_said,
        success_url=reverse("exam_law", args=[ref_id]),
        context=_words(found, ref_id, _("Record an amendment"))
        | {
            "lead": _("The items that rest on these articles are found; new papers for days after do without them."),
            "submit": _("Record it"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def withdraw(request: HttpRequest, ref_id: int) -> HttpResponse:
    """Take a record of an amendment back."""
    found = _law_or_404(request, ref_id)
    if not found.amended:
        return redirect("exam_law", ref_id)
    return act_page(
        request,
        form_class=WithdrawForm,
        form_arguments={"refs": [article.ref for article in found.amended]},
        act=partial(
            withdraw_amendment, law=found.ref.law, version=found.ref.version, by=actor_of(request), at=clock.now()
        ),
        done=_("The articles count as in force again."),
        success_url=reverse("exam_law", args=[ref_id]),
        context=_words(found, ref_id, _("Take the record back"))
        | {"lead": _("Only where it was a mistake."), "submit": _("Take it back"), "tone": "danger"},
    )


def _words(found: LawVersion, ref_id: int, heading: str) -> dict[str, Any]:
    back = reverse("exam_law", args=[ref_id])
    title = f"{found.ref.law} · {found.ref.version}"
    return {"heading": heading, "back_url": back, "back_text": title}


def _said(done: Amended) -> str:
    words = ngettext("Recorded. %(count)d item rests on it.", "Recorded. %(count)d items rest on it.", done.items)
    return words % {"count": done.items}
