"""The survey: the form, the thanks, and the results per agency. None needs a sign-in or a script."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.publicity.survey.answer_survey import answer_survey
from cases.publicity.survey.code import meant, plain
from cases.publicity.survey.forms import SurveyForm
from cases.publicity.survey.models import MARKS
from cases.publicity.survey.results import results
from cases.supervision.complaints.views.slowly import slowly
from enforcement import clock
from enforcement.access import allow, public
from enforcement.actor import PUBLIC
from enforcement.web.acts import act_page


@require_http_methods(["GET", "HEAD", "POST"])
@allow(public)
def survey(request: HttpRequest) -> HttpResponse:
    """Take an answer; ``?code=`` says whose, ``?agency=`` proposes an agency."""
    digits, now = plain(request.GET.get("code", "")[:30]), clock.now()
    known = meant(digits, clock.day_of(now)) if digits else None
    act, action = slowly(request, partial(answer_survey, by=PUBLIC, at=now), at=now, what="survey")
    response = act_page(
        request, form_class=SurveyForm, form_arguments={"known": known is not None}, act=act,
        initial={"agency": request.GET.get("agency", ""), "code": digits if known else ""},
        template="publicity/survey.html", success_url=reverse("survey_results"),
        done=_("Thank you. Your answer counts; nobody can see who gave it."),
        context={"known": known, "action": action},
    )  # fmt: skip
    response["Cache-Control"], response["Referrer-Policy"] = "no-store", "same-origin"
    return response


@require_safe
@allow(public)
def survey_results(request: HttpRequest) -> HttpResponse:
    """Show the results of the agencies that enough people answered about."""
    words = {
        "overall": _("All in all"), "manner": _("Politeness"), "told": _("Telling why"), "fair": _("Fairness and time"),
    }  # fmt: skip
    shown = [
        {"agency": result.agency, "answers": result.answers,
         "means": [(words[mark], result.means[mark]) for mark in MARKS],
         "quarters": [(q, [(words[mark], q.means[mark]) for mark in MARKS]) for q in result.quarters]}
        for result in results(clock.today())
    ]  # fmt: skip
    return render(request, "publicity/results.html", {"shown": shown, "words": [words[mark] for mark in MARKS]})
