from people.models.merging import OrganisationMerge, PersonMerge
from people.models.organisation import Organisation
from people.models.person import Gender, Person
from people.models.position import Position

__all__ = ["Gender", "Organisation", "OrganisationMerge", "Person", "PersonMerge", "Position"]
