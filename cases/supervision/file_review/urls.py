"""Addresses of the review of case files: the public's, the supervisors', the scorers' and the agencies'."""

from __future__ import annotations

from django.urls import URLPattern, path

from cases.supervision.file_review.views import acts, cards, exports, files, public, recusals, rounds, sheets

BASE = "supervision/file-review"

urlpatterns: list[URLPattern] = [
    path("file-review/", public.draws, name="file_review_draws"),
    path("file-review/<str:number>/", public.draw, name="file_review_draw_public"),
    path("file-review/<str:number>/draw.json", public.record, name="file_review_record"),
    path(f"{BASE}/", rounds.rounds, name="file_reviews"),
    path(f"{BASE}/new/", rounds.new, name="file_review_new"),
    path(f"{BASE}/mine/", cards.mine, name="file_review_mine"),
    path(f"{BASE}/<int:pk>/", rounds.one, name="file_review"),
    path(f"{BASE}/<int:pk>/draw/", acts.draw, name="file_review_draw"),
    path(f"{BASE}/<int:pk>/scorers/", acts.scorers, name="file_review_scorers"),
    path(f"{BASE}/<int:pk>/void/", acts.void, name="file_review_void"),
    path(f"{BASE}/<int:pk>/announce/", acts.announce, name="file_review_announce"),
    path(f"{BASE}/<int:pk>/close/", acts.close, name="file_review_close"),
    path(f"{BASE}/<int:pk>/export/<str:name>", exports.export, name="file_review_export"),
    path(f"{BASE}/<int:pk>/ask-recusal/", recusals.ask, name="file_review_ask_recusal"),
    path(f"{BASE}/recusals/<int:pk>/", recusals.decide, name="file_review_recusal"),
    path(f"{BASE}/files/<int:pk>/", files.result, name="file_review_file"),
    path(f"{BASE}/cards/<int:pk>/", cards.card, name="file_review_card"),
    path(f"{BASE}/cards/<int:pk>/declare/", cards.declare, name="file_review_declare"),
    path(f"{BASE}/cards/<int:pk>/aside/", cards.aside, name="file_review_aside"),
    path(f"{BASE}/cards/<int:pk>/papers/<int:paper_id>/", cards.paper, name="file_review_paper"),
    path(f"{BASE}/sheets/", sheets.sheets, name="score_sheets"),
    path(f"{BASE}/sheets/new/", sheets.take_in, name="score_sheet_new"),
    path(f"{BASE}/sheets/template.xlsx", sheets.workbook, name="score_sheet_template"),
    path(f"{BASE}/sheets/<int:pk>/", sheets.sheet, name="score_sheet"),
    path(f"{BASE}/sheets/<int:pk>/publish/", sheets.publish, name="score_sheet_publish"),
]
