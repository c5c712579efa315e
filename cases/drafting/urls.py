"""Addresses: templates of papers, and papers drafted in the browser."""

from __future__ import annotations

from django.urls import URLPattern, path

from cases.drafting.views import checking, choosing, deciding, templates, whole_file, writing

urlpatterns: list[URLPattern] = [
    path("<int:pk>/papers/new/", choosing.choose, name="paper_choose"),
    path("<int:pk>/drafts/<int:draft_id>/", writing.draft, name="paper_draft"),
    path("<int:pk>/drafts/<int:draft_id>/draft.pdf", writing.as_pdf, name="paper_draft_pdf"),
    path("<int:pk>/drafts/<int:draft_id>/issue/", deciding.issue, name="paper_issue"),
    path("<int:pk>/drafts/<int:draft_id>/return/", deciding.give_back, name="paper_return"),
    path("<int:pk>/drafts/<int:draft_id>/drop/", deciding.drop, name="paper_drop"),
    path("<int:pk>/file/", whole_file.make, name="case_file_make"),
    path("<int:pk>/file/<int:job_id>.pdf", whole_file.ready, name="case_file_ready"),
    path("papers/check/", checking.check, name="paper_check"),
    path("templates/", templates.listed, name="paper_templates"),
    path("templates/<slug:key>/", templates.one, name="paper_template"),
    path("templates/<slug:key>/sample.pdf", templates.sample, name="paper_template_sample"),
    path("templates/<slug:key>/own/", templates.propose, name="paper_template_own"),
    path("templates/own/<int:pk>/publish/", templates.publish, name="paper_template_publish"),
]
