"""Publications of the status of credentials, made as the timetable makes them."""

from certification.models import StatusIndex, StatusShard
from certification.status.publish import publish
from certification.status.shard import unpack, unseal
from tests.factories.certification import moment


def a_publication(at: str = "2026-06-01T10:00", *, anew: bool = False) -> StatusShard:
    """Publish and return the newest publication of the lowest shard."""
    publish(at=moment(at), anew=anew)
    row = StatusShard.objects.order_by("shard", "-seq").first()
    assert row is not None
    return row


def an_index(at: str = "2026-06-01T10:00") -> StatusIndex:
    """Publish and return the newest index."""
    publish(at=moment(at), anew=True)
    row = StatusIndex.objects.last()
    assert row is not None
    return row


def value_of(row: StatusShard, sid: int) -> int:
    """Return what a publication says of a serial."""
    _header, bits = unseal(bytes(row.body))
    return int(unpack(bits)[sid & 131071])
