"""Words of Django's admin that our catalogue says anew: its French joins them to a noun without
minding the elision (“Modification de article”).

`makemessages` finds them here, and the project's catalogue goes before Django's own.
"""

from django.utils.translation import gettext_noop

SAID_ANEW = (
    gettext_noop("Add %s"),
    gettext_noop("Change %s"),
    gettext_noop("View %s"),
    gettext_noop("Select %s to change"),
    gettext_noop("Select %s to view"),
    gettext_noop("Cannot delete %(name)s"),
    gettext_noop("Add another %(verbose_name)s"),
)
