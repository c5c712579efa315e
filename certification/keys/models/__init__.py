from certification.keys.models.ceremony import KeyCeremony
from certification.keys.models.edition import KeyListEdition
from certification.keys.models.issue_log import IssuedLeaf, LogRoot
from certification.keys.models.root_key import RootKey, RootStatement

__all__ = ["IssuedLeaf", "KeyCeremony", "KeyListEdition", "LogRoot", "RootKey", "RootStatement"]
