from events.models.change import EventChange
from events.models.event import Event
from events.models.people import Organiser, Participation

__all__ = ["Event", "EventChange", "Organiser", "Participation"]
