"""Addresses: what the law opens to the public: agencies, powers, open data, surveys."""

from __future__ import annotations

from django.urls import URLPattern, path

from cases.publicity import circulars, notices, robots, timeliness
from cases.publicity.lists.views import beginning, keeping, public, rows, search
from cases.publicity.results.views import deeds, kept
from cases.publicity.results.views import public as shown
from cases.publicity.survey import views as survey

urlpatterns: list[URLPattern] = [
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("sitemap/<slug:code>/<int:page>.xml", robots.sitemap_part, name="sitemap_part"),
    path("privacy/", notices.privacy, name="privacy"),
    path("accessibility/", notices.accessibility, name="accessibility"),
    path("bodies/", public.bodies, name="bodies"),
    path("bodies/<int:pk>/", public.body, name="body"),
    path("bodies/<int:pk>/<slug:kind>/", public.public_list, name="public_list"),
    path("bodies/<int:pk>/<slug:kind>/list.xlsx", public.public_workbook, name="public_list_workbook"),
    path("bodies/entries/<int:pk>/", public.public_entry, name="public_entry"),
    path("powers/", search.powers, name="powers"),
    path("survey/", survey.survey, name="survey"),
    path("survey/results/", survey.survey_results, name="survey_results"),
    path("publicity/", keeping.lists, name="public_lists"),
    path("publicity/timeliness/", timeliness.timeliness, name="publicity_timeliness"),
    path("circulars/", circulars.circulars, name="circulars"),
    path("results/", shown.enforcement_results, name="enforcement_results"),
    path("results/<int:pk>/", shown.enforcement_result, name="enforcement_result"),
    path("publicity/results/", kept.results_kept, name="results_kept"),
    path("publicity/results/<int:pk>/", kept.result_kept, name="result_kept"),
    path("publicity/results/<int:pk>/publish/", deeds.publish, name="result_publish"),
    path("publicity/results/<int:pk>/withdraw/", deeds.withdraw, name="result_withdraw"),
    path("publicity/results/permit/", deeds.write_permit, name="result_permit"),
    path("publicity/results/inspection/<int:pk>/", deeds.write_inspection, name="result_write"),
    path("publicity/results/inspection/<int:pk>/withhold/", deeds.withhold, name="result_withhold"),
    path("publicity/new/<slug:kind>/", beginning.begin, name="list_begin"),
    path("publicity/template/<slug:kind>/", beginning.template, name="list_template"),
    path("publicity/<int:pk>/", keeping.draft, name="list_draft"),
    path("publicity/<int:pk>/publish/", keeping.publish, name="list_publish"),
    path("publicity/<int:pk>/discard/", keeping.discard, name="list_discard"),
    path("publicity/<int:pk>/rows/new/", rows.row, name="list_row_new"),
    path("publicity/<int:pk>/rows/<int:entry_id>/", rows.row, name="list_row"),
    path("publicity/<int:pk>/rows/<int:entry_id>/remove/", rows.row_out, name="list_row_out"),
]
