from people.admin.organisation import OrganisationAdmin
from people.admin.person import PersonAdmin

__all__ = ["OrganisationAdmin", "PersonAdmin"]
