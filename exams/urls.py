"""Addresses of exams. The answers of a sitting have a short stack of their own: ``exams.lean_urls``."""

from __future__ import annotations

from django.urls import include, path

from exams.views import registering, results, sessions

urlpatterns = [
    path("mine/<int:sitting_id>/result/", results.result, name="exam_result"),
    path("sessions/", sessions.sessions, name="exam_sessions"),
    path("sessions/<int:session_id>/", sessions.session, name="exam_session"),
    path("sessions/<int:session_id>/figures/", sessions.figures, name="exam_figures"),
    path("sessions/<int:session_id>/register/", registering.registering, name="exam_register"),
    path("sessions/<int:session_id>/open/", sessions.open_, name="exam_open"),
    path("sessions/<int:session_id>/close/", sessions.close, name="exam_close"),
    path("sessions/<int:session_id>/release/", sessions.release, name="exam_release"),
    path("sessions/<int:session_id>/results/", results.session_results, name="exam_results"),
    path("", include("exams.imports.urls")),
    path("", include("exams.bank.urls")),
    path("", include("exams.papers.urls")),
    path("", include("exams.administration.urls")),
    path("", include("exams.sitting.urls")),
    path("", include("exams.proctoring.urls")),
    path("", include("exams.marking.urls")),
    path("", include("exams.figures.urls")),
    path("", include("exams.practice.urls")),
]
