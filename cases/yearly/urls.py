"""Addresses: yearly reports, and the work of the law office."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from cases.yearly.office.views import office, progress
from cases.yearly.views import acts, behind, desk, public

urlpatterns: list[URLPattern] = [
    path("yearly-reports/", desk.reports, name="yearly_reports"),
    path("yearly-reports/new/", desk.new_report, name="yearly_new"),
    path("yearly-reports/<int:pk>/", desk.report, name="yearly_report"),
    path("yearly-reports/<int:pk>/figures/", acts.figures, name="yearly_figures"),
    path("yearly-reports/<int:pk>/count-again/", acts.count_anew, name="yearly_count_anew"),
    path("yearly-reports/<int:pk>/send-back/", acts.send_back, name="yearly_send_back"),
    path("yearly-reports/<int:pk>/correct/", acts.correction, name="yearly_correct"),
    path("yearly-reports/<int:pk>/do/<slug:part>/", acts.pass_on, name="yearly_pass_on"),
    path("yearly-reports/<int:pk>/behind/<str:line>/", behind.behind, name="yearly_behind"),
    re_path(r"^yearly-reports/(?P<pk>[0-9]{1,18})/report\.(?P<kind>xlsx|pdf)$", behind.file, name="yearly_file"),
    path("yearly/", public.reports, name="yearly_public_list"),
    path("yearly/<int:agency>/<int:year>/", public.report, name="yearly_public"),
    re_path(
        r"^yearly/(?P<agency>[0-9]{1,18})/(?P<year>[0-9]{4})/report\.(?P<kind>xlsx|pdf|json)$", public.file,
        name="yearly_public_file",
    ),
    path("yearly/progress/<int:pk>/", progress.shown, name="progress_public"),
    re_path(
        r"^yearly/progress/(?P<pk>[0-9]{1,18})/report\.(?P<kind>docx|pdf)$", progress.public_file,
        name="progress_public_file",
    ),
    path("law-office/", office.office, name="law_office"),
    path("law-office/agencies/<int:agency>/", office.register, name="law_register"),
    path("law-office/agencies/<int:agency>/people/new/", office.new_member, name="law_member_new"),
    path("law-office/people/<int:pk>/end/", office.last_day, name="law_member_end"),
    path("law-office/agencies/<int:agency>/training/new/", office.new_event, name="law_event_new"),
    path("law-office/training/<int:pk>/withdraw/", office.event_withdrawn, name="law_event_withdraw"),
    path("law-office/progress/", progress.reports, name="progress_reports"),
    path("law-office/progress/new/", progress.new_report, name="progress_new"),
    path("law-office/progress/<int:pk>/", progress.report, name="progress_report"),
    path("law-office/progress/<int:pk>/do/<slug:part>/", progress.settle, name="progress_settle"),
    re_path(
        r"^law-office/progress/(?P<pk>[0-9]{1,18})/report\.(?P<kind>docx|pdf)$", progress.file, name="progress_file"
    ),
]  # fmt: skip
