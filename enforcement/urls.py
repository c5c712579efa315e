"""Addresses of the site: apps are named in strings alone."""

from __future__ import annotations

from django.urls import include, path

handler500 = "enforcement.site.views.failure.server_error"
handler404 = "enforcement.web.views.not_found"
urlpatterns = [
    path("", include("enforcement.site.urls")),
    path("", include("enforcement.organisation.urls")),
    path("procedures/", include("enforcement.flowcharts.urls")),
    path("jobs/", include("enforcement.jobs.urls")),
    path("exams/", include("exams.urls")),
    path("", include("certification.urls")),
    path("cases/", include("cases.urls")),
    path("supervision/", include("cases.supervision.urls")),
    path("", include("cases.supervision.complaints.urls")),
    path("", include("enforcement.transparency.urls")),
    path("", include("enforcement.norms.urls")),
    path("", include("cases.supervision.desk.urls")),
    path("", include("cases.supervision.matters.urls")),
    path("", include("cases.supervision.file_review.urls")),
    path("", include("cases.publicity.urls")),
    path("", include("cases.yearly.urls")),
    path("", include("cases.exchange.urls")),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
]
