"""Addresses: after the sitting: marks by people, appeals, corrections of whole exams."""

from __future__ import annotations

from django.urls import URLPattern, path

from exams.marking.views import appeals, export, marking, regrades, sheets

urlpatterns: list[URLPattern] = [
    path("sessions/<int:session_id>/marking/", marking.marking, name="exam_marking"),
    path("sessions/<int:session_id>/marking/name/", marking.marker_name, name="exam_marker_name"),
    path("sessions/<int:session_id>/marking/dismiss/", marking.marker_dismiss, name="exam_marker_dismiss"),
    path("marking/", marking.my_marking, name="exam_my_marking"),
    path("marking/<int:session_id>/<int:version_id>/", marking.mark_next, name="exam_mark_next"),
    path("mine/<int:sitting_id>/appeal/", appeals.appeal, name="exam_appeal"),
    path("mine/<int:sitting_id>/sheet.pdf", sheets.sheet, name="exam_sheet"),
    path("sheets/", sheets.check, name="exam_sheet_check"),
    path("appeals/", appeals.appeals, name="exam_appeals"),
    path("appeals/<int:appeal_id>/", appeals.appeal_case, name="exam_appeal_case"),
    path("regrades/", regrades.regrades, name="exam_regrades"),
    path("regrades/new/<int:exam_id>/", regrades.regrade_new, name="exam_regrade_new"),
    path("regrades/<int:proposal_id>/", regrades.regrade, name="exam_regrade"),
    path("regrades/<int:proposal_id>/lines.csv", regrades.regrade_lines, name="exam_regrade_lines"),
    path("sessions/<int:session_id>/sheets/", sheets.sheets, name="exam_sheets"),
    path("sessions/<int:session_id>/sheets.pdf", sheets.sheets_file, name="exam_sheets_file"),
    path("sessions/<int:session_id>/results.xlsx", export.session_workbook, name="exam_results_xlsx"),
    path("sessions/<int:session_id>/results.csv", export.session_csv, name="exam_results_csv"),
]
