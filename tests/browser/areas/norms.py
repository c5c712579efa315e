"""Pages of enforcement.norms: who looks at each, and at what (see tests/browser/pages.py)."""

from enforcement.norms import demo
from enforcement.norms.models import Norm, NormVersion


def waiting(town) -> NormVersion:
    """Return a version that waits to be confirmed; the register of the town is laid at the first look."""
    if not Norm.objects.exists():
        demo.lay(town.staff)
    return NormVersion.objects.filter(confirmed_at=None).first()


PAGES_OF: dict = {
    "norm_list": ("", None),
    "norm": ("justice.supervisor", lambda t: [waiting(t).norm_id, Norm.objects.get(title="城市道路管理条例").pk]),
    "norm_new": ("justice.supervisor", None),
    "norm_import": ("justice.supervisor", None),
    "norm_touched": ("justice.supervisor", None),
    "norm_version": ("justice.supervisor", lambda t: [waiting(t).norm_id]),
    "norm_end": ("justice.supervisor", lambda t: [waiting(t).norm_id]),
    "norm_reject": ("justice.supervisor", lambda t: [("version", waiting(t).pk)]),
}
NO_PAGES: list[str] = ["norm_confirm", "norm_import_template"]
