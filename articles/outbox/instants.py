from datetime import datetime

from django.db import connection
from django.utils import timezone


def database_now() -> datetime:
    """The instant that all workers agree on, aware: the clock of the database server.

    A machine whose own clock is two minutes off neither announces early nor late. SQLite has no
    server: its clock is this machine's.
    """
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: datetime = cursor.fetchone()[0]
    return found
