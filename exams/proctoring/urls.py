"""Addresses: proctoring: the console, interventions, integrity, the browser asked for."""

from __future__ import annotations

from django.urls import URLPattern, path

from exams.proctoring.views import acts, browser, candidate, console, late, pairs, photo, proctors, seb

urlpatterns: list[URLPattern] = [
    path("mine/<int:sitting_id>/browser/", browser.prove_browser, name="exam_browser"),
    path("watch/", console.watched, name="exam_watched"),
    path("sessions/<int:session_id>/console/", console.console, name="exam_console"),
    path("sessions/<int:session_id>/console/figures/", console.console_figures, name="exam_console_figures"),
    path("sessions/<int:session_id>/console/rooms/<int:room_id>/", console.room, name="exam_console_room"),
    path("sessions/<int:session_id>/console/rooms/<int:room_id>/seats/", console.room_seats, name="exam_console_seats"),
    path(
        "sessions/<int:session_id>/console/candidates/<int:candidate_id>/",
        candidate.candidate,
        name="exam_console_candidate",
    ),
    path(
        "sessions/<int:session_id>/console/candidates/<int:candidate_id>/photos/<int:photo_id>.jpg",
        photo.photo,
        name="exam_console_photo",
    ),
    path("sessions/<int:session_id>/console/acts/<slug:kind>/", acts.intervene, name="exam_intervene"),
    path("sessions/<int:session_id>/late/", late.late_packets, name="exam_late_packets"),
    path("sessions/<int:session_id>/late/<int:packet_id>/", late.late_packet, name="exam_late_packet"),
    path("sessions/<int:session_id>/proctors/", proctors.proctors, name="exam_proctors"),
    path("sessions/<int:session_id>/proctors/<int:proctor_id>/", proctors.dismiss, name="exam_proctor_dismiss"),
    path("sessions/<int:session_id>/browser/", seb.browser, name="exam_browser_of_session"),
    path("sessions/<int:session_id>/browser.seb", seb.browser_file, name="exam_browser_file"),
    path("sessions/<int:session_id>/pairs/", pairs.pairs, name="exam_pairs"),
    path("sessions/<int:session_id>/pairs/find/", pairs.find, name="exam_pairs_find"),
    path("sessions/<int:session_id>/pairs/<int:pair_id>/", pairs.pair, name="exam_pair"),
]
