from enforcement.organisation.models.agency import Agency, AgencyGroupDuty, AgencyPersonDuty
from enforcement.organisation.models.parameter import ParameterValue
from enforcement.organisation.models.person import Person
from enforcement.organisation.models.post import Post

__all__ = ["Agency", "AgencyGroupDuty", "AgencyPersonDuty", "ParameterValue", "Person", "Post"]
