"""Addresses: administration: who may sit, where and how; rosters, tickets, accommodations, training."""

from __future__ import annotations

from django.urls import URLPattern, path

from exams.administration.views import (
    candidate,
    check_in,
    courses,
    measures,
    own,
    places,
    refusals,
    requests,
    rosters,
    seating,
)

SESSION = "sessions/<int:session_id>/"
CANDIDATE = f"{SESSION}candidates/<int:candidate_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{SESSION}rosters/", rosters.rosters, name="exam_roster"),
    path(f"{SESSION}rosters/<int:roster_id>/", rosters.roster, name="exam_roster_import"),
    path(f"{SESSION}rosters/<int:roster_id>/go/", rosters.go, name="exam_roster_go"),
    path("rosters/roster.xlsx", rosters.template_file, name="exam_roster_template"),
    path(f"{SESSION}refusals/", refusals.refusals, name="exam_refusals"),
    path(f"{SESSION}refusals/<int:ruling_id>/", refusals.refusal, name="exam_refusal"),
    path(f"{SESSION}seating/", seating.seating, name="exam_seating"),
    path(f"{SESSION}seating/rooms/", seating.rooms, name="exam_session_rooms"),
    path(f"{SESSION}seating/draw/", seating.draw, name="exam_seating_draw"),
    path(f"{SESSION}seating/tickets/", seating.print_tickets, name="exam_tickets_print"),
    path(f"{SESSION}seating/tickets/<str:name>", seating.tickets_file, name="exam_tickets_file"),
    path(f"{SESSION}seating/<str:kind>.pdf", seating.all_papers, name="exam_room_papers"),
    path(f"{SESSION}seating/<int:room_id>/<str:kind>.pdf", seating.room_paper, name="exam_room_paper"),
    path(CANDIDATE, candidate.candidate, name="exam_candidate"),
    path(f"{CANDIDATE}seat/", candidate.move, name="exam_move"),
    path(f"{CANDIDATE}unregister/", candidate.take_back, name="exam_unregister"),
    path(f"{CANDIDATE}ticket.pdf", candidate.ticket, name="exam_ticket"),
    path("sites/", places.sites, name="exam_sites"),
    path("sites/new/", places.new_site, name="exam_site_new"),
    path("sites/<int:site_id>/", places.site, name="exam_site"),
    path("sites/<int:site_id>/change/", places.edit_site, name="exam_site_edit"),
    path("sites/<int:site_id>/rooms/new/", places.new_room, name="exam_room_new"),
    path("sites/<int:site_id>/rooms/<int:room_id>/", places.edit_room, name="exam_room_edit"),
    path("check-in/", check_in.checking, name="exam_check_in"),
    path("check-in/<str:token>/", check_in.scanned, name="exam_check_in_ticket"),
    path("mine/tickets/<int:candidate_id>/", own.ticket, name="exam_ticket_own"),
    path("mine/tickets/<int:candidate_id>/ticket.pdf", own.ticket_file, name="exam_ticket_own_file"),
    path("activate/", own.activation, name="exam_activate"),
    path("mine/tickets/<int:candidate_id>/needs/", requests.own_accommodation, name="exam_accommodation_own"),
    path(f"{CANDIDATE}needs/", requests.ask_for, name="exam_accommodation_ask"),
    path(f"{SESSION}needs/", requests.accommodations, name="exam_accommodations"),
    path(f"{SESSION}needs/<int:accommodation_id>/", requests.accommodation, name="exam_accommodation"),
    path("exemptions/", requests.exemptions, name="exam_exemptions"),
    path("exemptions/new/", requests.new_exemption, name="exam_exemption_new"),
    path("exemptions/<int:exemption_id>/", requests.exemption, name="exam_exemption"),
    path("courses/", courses.courses, name="exam_courses"),
    path("courses/new/", courses.new_course, name="exam_course_new"),
    path("courses/hours/", courses.overview, name="exam_training"),
    path("courses/<int:course_id>/", courses.course, name="exam_course"),
    path("courses/<int:course_id>/change/", courses.edit_course, name="exam_course_edit"),
    path("courses/<int:course_id>/people/", courses.enrolling, name="exam_course_enrol"),
    path("courses/<int:course_id>/attendance/", courses.attendance_in, name="exam_attendance_import"),
    path("courses/<int:course_id>/attendance.xlsx", courses.attendance_out, name="exam_attendance_xlsx"),
    path("courses/<int:course_id>/close/", courses.closing, name="exam_course_close"),
    path("mine/training/", courses.own_training, name="exam_training_own"),
    path("measures/", measures.measures, name="exam_measures"),
    path("measures/<int:discipline_id>/", measures.measure, name="exam_measure"),
    path("mine/measures/<int:discipline_id>/", measures.own_measure, name="exam_measure_own"),
    path(f"{CANDIDATE}measure/", measures.new_measure, name="exam_measure_new"),
    path(f"{SESSION}make-up/", measures.make_up, name="exam_make_up"),
]
