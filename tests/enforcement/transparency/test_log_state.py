"""What supervisors see of the log, and the work that comes round."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from enforcement import clock
from enforcement.jobs.models import Job
from enforcement.jobs.perform import drain
from enforcement.jobs.timetable import TIMETABLE
from enforcement.ledger.models import Entry
from enforcement.transparency.models import Checkpoint, Mailing, Verification
from enforcement.transparency.standing import waiting
from enforcement.transparency.work import VERIFY, publish, sequence, verified
from tests.factories import transparency as make
from tests.factories.ledger import EntryFactory
from tests.factories.organisation import AgencyFactory, officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def supervisor(client):
    person = officer(AgencyFactory(), "supervise")
    client.force_login(person)
    return person


def test_the_work_stands_in_the_timetable_and_brings_entries_under_a_checkpoint():
    lines = {kind: TIMETABLE[f"transparency.{kind}"].minutes for kind in ("sequence", "checkpoint", "nightly")}
    assert lines == {"sequence": 1, "checkpoint": 60, "nightly": 1440}
    EntryFactory()
    before = waiting(now=clock.now())
    assert (before.size, before.count, before.late) == (0, 1, False)
    assert waiting(now=clock.now() + timedelta(minutes=11)).late
    assert sequence(None)["entries"] == 1
    EntryFactory()
    assert publish(None) == {"size": 2, "mails": 0}
    after = waiting(now=clock.now())
    assert (after.size, after.count, after.since) == (2, 0, None)


def test_a_supervisor_has_everything_verified_and_reads_the_outcome(client, supervisor):
    assert "还没有" in client.get(reverse("log_state")).content.decode()
    make.a_checkpoint()
    answer = client.post(reverse("log_verify"))
    job = Job.objects.get(kind=VERIFY, owner=supervisor)
    assert answer["Location"] == reverse("job", args=[job.pk])
    assert "正在校验" in client.get(reverse("log_state")).content.decode()
    drain()
    job.refresh_from_db()
    assert (job.state, job.result["url"]) == ("done", reverse("log_state"))
    assert "没有发现改动" in client.get(reverse("log_state")).content.decode()
    assert Verification.objects.get().checkpoints == 1


def test_a_fault_stands_on_the_page_and_on_the_desk(client, supervisor):
    make.a_checkpoint()
    Mailing.objects.create(checkpoint=Checkpoint.objects.get(), address="a@example.org", fault="no mail today")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE ledger_entry SET verb = 'test.other' WHERE series = 'log:0' AND seq = 1")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")

    class Told:
        def report(self, done, total=None):
            assert done <= (total or Entry.objects.count())

    assert verified(Told())["text"] == "发现1处问题。"
    page = client.get(reverse("log_state")).content.decode()
    assert "log:0#1（日志第1条）：记录的内容与写入时的哈希不符" in page
    assert "no mail today" in page
    assert "留痕账被改动" in client.get(reverse("desk")).content.decode()


def test_others_do_not_see_it(client):
    client.force_login(officer(AgencyFactory(), "handle"))
    assert client.get(reverse("log_state")).status_code == 403
    assert client.post(reverse("log_verify")).status_code == 403
    assert not Job.objects.exists()


def test_by_command_a_checkpoint_is_made_at_once(capsys):
    EntryFactory()
    call_command("sequence_ledger", "--checkpoint")
    assert Checkpoint.objects.get().note in capsys.readouterr().out
    call_command("sequence_ledger", "--checkpoint")
    assert "Nothing is new" in capsys.readouterr().out
