"""Addresses of the life cycle."""

from __future__ import annotations

from django.urls import path

from certification.lifecycle.views import handing, mine, objections, proposals, rounds, tasks

urlpatterns = [
    path("notices/credentials/<int:pk>/object/", objections.object_page, name="credential_object"),
    path("credential-applications/objections/<int:pk>/", objections.answer, name="credential_objection"),
    path("credential-applications/<int:pk>/correct/", objections.correction, name="credential_correct"),
    path("credential-applications/hand-over/", handing.handing, name="credential_handing"),
    path("credential-applications/hand-over/<int:pk>.zip", handing.package, name="credential_package"),
    path("credential-applications/numbers/", handing.numbers, name="credential_numbers"),
    path("credentials/proposals/", proposals.proposals, name="credential_proposals"),
    path("credentials/proposals/<int:pk>/", proposals.proposal, name="credential_proposal"),
    path("credentials/proposals/<int:pk>/statement/", proposals.statement, name="credential_statement_office"),
    path("credentials/tasks/<int:pk>/", tasks.task, name="credential_task"),
    path("credentials/checks/", rounds.rounds, name="credential_rounds"),
    path("credentials/checks/new/", rounds.new_round, name="credential_round_new"),
    path("credentials/checks/<int:pk>/", rounds.one_round, name="credential_round"),
    path("me/credential/affairs/", mine.affairs, name="credential_affairs"),
    path("me/credential/affairs/<int:pk>/receipt/", mine.receipt, name="credential_receipt"),
    path("me/credential/affairs/proposals/<int:pk>/", mine.statement, name="credential_statement"),
]
