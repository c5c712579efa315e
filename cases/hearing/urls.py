"""Addresses: hearings as they are conducted."""

from __future__ import annotations

from django.urls import path

from cases.hearing.views import amounts, announced, conduct, session, signing

urlpatterns = [
    path("hearings/", announced.hearings, name="hearings_announced"),
    path("<int:pk>/hearing/", conduct.conduct, name="hearing_conduct"),
    path("<int:pk>/hearing/section/", conduct.section, name="hearing_section"),
    path("<int:pk>/hearing/begin/", session.begin, name="hearing_begin"),
    path("<int:pk>/hearing/person/", session.person, name="hearing_person"),
    path("<int:pk>/hearing/person/<int:attendee_id>/left/", session.gone, name="hearing_gone"),
    path("<int:pk>/hearing/exhibit/", session.exhibit, name="hearing_exhibit"),
    path("<int:pk>/hearing/finish/", session.finish, name="hearing_finish"),
    path("<int:pk>/hearing/pages/<int:number>/", signing.page, name="hearing_page"),
    path("hearing-amounts/", amounts.amounts, name="hearing_amounts"),
    path("hearing-amounts/new/", amounts.new_amount, name="hearing_amount_new"),
    path("hearing-amounts/<int:pk>/", amounts.amount, name="hearing_amount"),
]
