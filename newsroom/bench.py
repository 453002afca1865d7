"""`make bench`: what the readers wait for and what the desk waits for, against floors.

Runs on a database of its own with a corpus of ARTICLES articles (`make bench ARTICLES=100000`),
and a third as many texts on their way, in the schedule and in the library; one table; exits with 1
when a floor is broken. Figures are the 95th percentile of warm runs in one process, in milliseconds
unless said otherwise.
"""

import gzip
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment
from django.urls import reverse
from django.utils.module_loading import import_string

from newsroom.demo.content_files import articles
from prose import plain
from prose.sanitise import clean
from prose.typography import typeset

ARTICLES = int(os.environ.get("ARTICLES") or 5_000)
RUNS = 60
# The desk's pages most opened: how they are called, and how many queries they may make, whatever
# the archive holds.
DESK = {
    "admin:index": ("tableau de bord", 15),
    "admin:calendar": ("calendrier", 9),
    "admin:board": ("tableau", 18),
    "admin:day_list": ("liste du jour", 10),
    "admin:front": ("la une", 12),
    "admin:articles_article_changelist": ("liste des articles", 10),
    "admin:images_image_changelist": ("photothèque", 10),
    "admin:events_event_changelist": ("liste des événements", 8),
    "admin:people_person_changelist": ("liste des personnes", 9),
    "admin:articles_outboxitem_changelist": ("annonces", 8),
    "admin:notices": ("avis", 8),
}


@dataclass(frozen=True)
class Measure:
    name: str
    found: float
    floor: float
    unit: str = "ms"

    @property
    def holds(self) -> bool:
        return self.found <= self.floor


@contextmanager
def own_database() -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        os.environ.pop("DATABASE_URL", None)
        # Templates ask for hashed names: the debug storage serves them as they are.
        os.environ["DEBUG"] = "1"
        yield


def p95(act: Callable[[], object], runs: int = RUNS) -> float:
    """Milliseconds within which 95 of 100 runs end, after three that warm up."""
    for _ in range(3):
        act()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)[int(len(taken) * 0.95) - 1]


def measures() -> Iterator[Measure]:
    # Asked of the registry: models cannot be imported before the settings point at the database.
    editions = apps.get_model("articles", "Edition").objects
    client = Client()
    newest = editions.visible().newest_first()[0]
    address = newest.get_absolute_url()
    section = f"/{newest.section.slug}/"
    yield Measure("page d’article", p95(lambda: client.get(address)), 50)
    yield Measure("page d’accueil", p95(lambda: client.get("/")), 50)
    yield Measure("page de rubrique", p95(lambda: client.get(section)), 50)
    yield Measure("prochaine échéance", p95(editions.next_boundary), 5)
    page = client.get(address).content
    yield Measure("article compressé", len(gzip.compress(page)) / 1024, 20, "Kio")


def desk() -> Iterator[Measure]:
    """The lists of an administrator, who sees everything; nothing that depends on the archive's
    size may show in the number of their queries."""
    user = apps.get_model("auth", "User").objects.create_superuser("bench")
    import_string("newsroom.corpus_desk.make")(ARTICLES // 3, user)
    client = Client()
    client.force_login(user)
    for page, (name, queries) in DESK.items():
        address = reverse(page)
        yield Measure(name, p95(lambda address=address: client.get(address), 15), 250)  # type: ignore[misc]
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        yield Measure(f"{name}, requêtes", len(seen), queries, "")


def words() -> Iterator[Measure]:
    sentence = "Le ministre a dit : « c'est l'heure » ! "
    text, megabyte = f"<p>{sentence * 1_667}</p>", f"<p>{sentence * 3}</p>" * 8_000
    yield Measure("typographie, 10 000 mots", p95(lambda: typeset(text, mode="html"), 15), 100)
    yield Measure("typographie, 1 Mo", p95(lambda: typeset(megabyte, mode="html"), 1), 10_000)
    yield Measure("filtrage, 10 000 mots", p95(lambda: clean(text), 15), 5)


def copy_desk() -> Iterator[Measure]:
    """Proofreading while somebody writes, with a directory of five thousand people."""
    people = apps.get_model("people", "Person").objects
    missing = max(0, 5_000 - people.count())
    people.bulk_create(
        people.model(given_name=f"Camille{n % 97}", family_name=f"Lefebvre{n}", slug=f"foule-{n}")
        for n in range(missing)
    )
    article = apps.get_model("articles", "Article")(title="Un texte", body=long_text())
    check = import_string("articles.desk.proofing.check")
    yield Measure("relecture, 10 000 mots", p95(lambda: check(article), 15), 300)


def long_text() -> str:
    """Ten thousand words as a newsroom writes them, and in each part of them another name."""
    text, count = "", 0
    for rank, body in enumerate(cycle(each["body"] for each in articles())):
        text += (
            f"{body}<p>« C’est prêt », dit Camille{rank} Lefebvre{rank}, directrice du pôle.</p>"
        )
        count += plain.words(plain.text_of(body))
        if count >= 10_000:
            return text
    raise ValueError("The demo has no text.")


def main() -> int:
    with own_database():
        django.setup()
        setup_test_environment()
        call_command("migrate", verbosity=0)
        call_command("corpus", articles=ARTICLES, stdout=io.StringIO())
        found = [*measures(), *desk(), *words(), *copy_desk()]
    print(f"{'mesure (p95, ' + str(ARTICLES) + ' articles)':<36}{'trouvé':>10}{'plancher':>12}")
    for row in found:
        sign = "tenu" if row.holds else "ROMPU"
        print(
            f"{row.name:<36}{row.found:>8.1f} {row.unit:<3}{row.floor:>8.0f} {row.unit:<3} {sign}"
        )
    return 0 if all(row.holds for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
