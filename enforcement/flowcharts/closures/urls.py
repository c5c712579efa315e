"""Addresses: the calendar of working days, notices of holidays and closures of agencies."""

from __future__ import annotations

from django.urls import path

from enforcement.flowcharts.closures import office, views

urlpatterns = [
    path("calendar/", views.calendar_now, name="calendar_now"),
    path("calendar/<int:year>/", views.calendar_year, name="calendar_year"),
    path("calendar/closure/", views.calendar_closure, name="calendar_closure"),
    path("calendar/notices/", office.calendar_notices, name="calendar_notices"),
    path("calendar/notices/new/", views.calendar_notice_new, name="calendar_notice_new"),
    path("calendar/notices/<int:pk>/", office.calendar_notice, name="calendar_notice"),
    path("calendar/notices/<int:pk>/confirm/", office.calendar_confirm, name="calendar_confirm"),
    path("calendar/notices/<int:pk>/withdraw/", office.calendar_withdraw, name="calendar_withdraw"),
]
