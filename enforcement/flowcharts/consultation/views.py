"""A draft as the public reads and comments on it, and the answers of the staff."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow, public
from enforcement.actor import PUBLIC
from enforcement.errors import NotFound
from enforcement.flowcharts import explain
from enforcement.flowcharts.access import draft_of, may_draft, may_work
from enforcement.flowcharts.bpmn import parse
from enforcement.flowcharts.consultation.comment import answer_comment, send_comment
from enforcement.flowcharts.consultation.forms import AnswerForm, CommentForm
from enforcement.flowcharts.consultation.models import Consultation, PublicComment
from enforcement.flowcharts.consultation.slowly import slowly
from enforcement.flowcharts.drawing import svg
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.flowcharts.views.public import language, safe
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page


@require_http_methods(["GET", "HEAD", "POST"])
@allow(public)
def procedure_consultation(request: HttpRequest, version_id: int) -> HttpResponse:
    """Show a draft with its steps and picture, take comments while the period runs, and show the answers."""
    period = Consultation.objects.select_related("version__flowchart__agency").filter(version_id=version_id).first()
    if period is None:
        raise NotFound
    version = period.version
    graph, speaks = parse(version.bpmn.encode()), language()
    rows = explain.rows(graph, speaks)
    under_review = version.status == FlowchartVersion.Status.REVIEW
    return act_page(
        request,
        form_class=CommentForm,
        form_arguments={"steps": [(row.code, f"{row.code} {row.name}") for row in rows]},
        act=slowly(request, partial(send_comment, version_id=version.pk, by=PUBLIC, at=clock.now())),
        success_url=reverse("procedure_consultation", args=[version.pk]),
        done=_("Thank you. Your comment has arrived; the answer is published here."),
        template="flowcharts/consultation/draft.html",
        context={
            "period": period, "version": version, "chart": version.flowchart, "rows": rows, "title": graph.name,
            "runs": under_review and clock.today() <= period.closes_on,
            "wide": safe(svg(graph, language=speaks)), "narrow": safe(svg(graph, language=speaks, narrow=True)),
            "answered": period.comments.exclude(answered_at=None),
            "waiting": period.comments.filter(answered_at=None).count(),
        },
    )  # fmt: skip


@require_safe
@allow(may_work)
def chart_comments(request: HttpRequest, version_id: int) -> HttpResponse:
    """List the comments on a version, those without an answer first."""
    version = draft_of(person_of(request).pk, version_id)
    period = Consultation.objects.filter(version=version).first()
    if period is None:
        raise NotFound
    comments = sorted(period.comments.select_related("answered_by"), key=lambda c: c.answered_at is not None)
    return render(
        request, "flowcharts/consultation/comments.html",
        {"version": version, "period": period, "comments": comments},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_draft)
def chart_answer(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Answer one comment."""
    comment = PublicComment.objects.select_related("consultation").filter(pk=comment_id).first()
    if comment is None:
        raise NotFound
    version = draft_of(person_of(request).pk, comment.consultation.version_id)
    back = reverse("chart_comments", args=[version.pk])
    return act_page(
        request,
        form_class=AnswerForm,
        act=partial(answer_comment, comment_id=comment.pk, by=actor_of(request), at=clock.now()),
        success_url=back,
        done=_("The answer is public."),
        context={"heading": _("Answer a comment"), "lead": comment.text, "submit": _("Publish the answer"),
                 "back_url": back, "back_text": _("Comments of the public")},
    )  # fmt: skip
