"""The copy desk: what a good sub-editor would see in a text, before readers do.

`check(article)` is the whole contract. A check is a function in a module of `checks/`, put in the
registry by its decorator; adding one touches that one file.
"""

from articles.desk.proofing.findings import Finding, Level
from articles.desk.proofing.running import check

__all__ = ["Finding", "Level", "check"]
