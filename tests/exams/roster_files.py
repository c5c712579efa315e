"""Rosters as files, and what an import of one said."""

import csv
from io import StringIO

from exams.administration.import_roster import import_roster
from exams.administration.roster.lines import HEADINGS
from exams.administration.roster.reading import read
from exams.models import Room, SessionRoom, Site
from tests.factories.exams import AT
from tests.factories.organisation import id_number

HEADS = [names[0] for names in HEADINGS.values()]
BUREAU = "乐陵市市场监督管理局"


def numbered(person, n):
    """Give a person an identification number and return it."""
    person.id_number = id_number(n)
    person.save()
    return person.id_number


def table(*rows, heads=HEADS):
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(heads)
    writer.writerows([*row, *[""] * (len(heads) - len(row))] for row in rows)
    return stream.getvalue().encode()


def take(session, by, data, at=AT, **more):
    return import_roster(
        session_id=session.pk, by=by, at=at, roster=read(data), file_name="名单.csv", sha256="0" * 64, **more
    )


def cells(row):
    return [(problem["cell"], problem["code"]) for problem in row.report]


def a_room(session, name="101", seats=30, site=None):
    site = site or Site.objects.get_or_create(agency=session.exam.agency, name="党校", address="阜欣路1号")[0]
    room = Room.objects.create(site=site, name=name, seats=seats)
    SessionRoom.objects.create(session=session, room=room)
    return room
