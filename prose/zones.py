"""Clocks other than those of Paris: which ones are offered, and how French names them."""

from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")

# By offset within a part of the world: French territories, then where the sector's events are.
NAMES = {
    "Europe/Paris": "heure de Paris",
    "America/Miquelon": "heure de Saint-Pierre-et-Miquelon",
    "America/Guadeloupe": "heure de Guadeloupe",
    "America/Martinique": "heure de Martinique",
    "America/Cayenne": "heure de Guyane",
    "Indian/Reunion": "heure de La Réunion",
    "Indian/Mayotte": "heure de Mayotte",
    "Pacific/Noumea": "heure de Nouvelle-Calédonie",
    "Pacific/Wallis": "heure de Wallis-et-Futuna",
    "Pacific/Tahiti": "heure de Tahiti",
    "UTC": "temps universel",
    "Atlantic/Reykjavik": "heure de Reykjavik",
    "Europe/Dublin": "heure de Dublin",
    "Europe/Lisbon": "heure de Lisbonne",
    "Europe/London": "heure de Londres",
    "Africa/Casablanca": "heure de Casablanca",
    "Africa/Dakar": "heure de Dakar",
    "Africa/Algiers": "heure d’Alger",
    "Africa/Tunis": "heure de Tunis",
    "Europe/Berlin": "heure de Berlin",
    "Europe/Brussels": "heure de Bruxelles",
    "Europe/Copenhagen": "heure de Copenhague",
    "Europe/Luxembourg": "heure de Luxembourg",
    "Europe/Madrid": "heure de Madrid",
    "Europe/Rome": "heure de Rome",
    "Europe/Stockholm": "heure de Stockholm",
    "Europe/Vienna": "heure de Vienne",
    "Europe/Warsaw": "heure de Varsovie",
    "Europe/Zurich": "heure de Suisse",
    "Africa/Cairo": "heure du Caire",
    "Africa/Johannesburg": "heure de Johannesburg",
    "Europe/Athens": "heure d’Athènes",
    "Europe/Bucharest": "heure de Bucarest",
    "Europe/Helsinki": "heure d’Helsinki",
    "Europe/Kyiv": "heure de Kyiv",
    "Europe/Tallinn": "heure de Tallinn",
    "Asia/Beirut": "heure de Beyrouth",
    "Asia/Jerusalem": "heure de Jérusalem",
    "Europe/Istanbul": "heure d’Istanbul",
    "Asia/Riyadh": "heure de Riyad",
    "Asia/Dubai": "heure de Dubaï",
    "Asia/Kolkata": "heure de l’Inde",
    "Asia/Singapore": "heure de Singapour",
    "Asia/Shanghai": "heure de Pékin",
    "Asia/Seoul": "heure de Séoul",
    "Asia/Tokyo": "heure de Tokyo",
    "Australia/Sydney": "heure de Sydney",
    "America/Halifax": "heure d’Halifax",
    "America/Toronto": "heure de Montréal",
    "America/New_York": "heure de New York",
    "America/Chicago": "heure de Chicago",
    "America/Los_Angeles": "heure de Los Angeles",
    "America/Mexico_City": "heure de Mexico",
    "America/Sao_Paulo": "heure de São Paulo",
}


def choices() -> list[tuple[str, str]]:
    """For a form: Paris first, then the others."""
    return list(NAMES.items())


def name(zone: ZoneInfo) -> str:
    """ "heure de New York"; a zone that is not offered keeps its own name."""
    return NAMES.get(zone.key, zone.key)
