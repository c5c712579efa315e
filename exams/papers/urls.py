"""Addresses: papers: plans, parallel forms solved under constraints, and why a plan cannot be met."""

from __future__ import annotations

from django.urls import URLPattern, path

from exams.papers.views import check, exams, papers, sessions

urlpatterns: list[URLPattern] = [
    path("plans/", exams.exams, name="exam_list"),
    path("plans/new/", exams.new_exam, name="exam_new"),
    path("plans/check/", check.check_plan, name="exam_check_plan"),
    path("plans/<int:exam_id>/", exams.exam, name="exam_page"),
    path("plans/<int:exam_id>/change/", exams.edit_exam, name="exam_change"),
    path("plans/<int:exam_id>/check/", check.check_exam, name="exam_check"),
    path("sessions/new/", sessions.new_session, name="exam_session_new"),
    path("sessions/<int:session_id>/change/", sessions.edit_session, name="exam_session_change"),
    path("sessions/<int:session_id>/cancel/", sessions.cancel, name="exam_session_cancel"),
    path("sessions/<int:session_id>/papers/", papers.papers, name="exam_papers"),
    path("sessions/<int:session_id>/papers/try/", papers.try_, name="exam_papers_try"),
    path("sessions/<int:session_id>/papers/progress/", papers.progress, name="exam_papers_progress"),
]
