"""The demo's articles are written with care: what the copy desk says of them must be worth it."""

import os

import pytest
from django.core.management import call_command

from articles.desk.proofing.context import context_of
from articles.desk.proofing.draft import of_article
from articles.desk.proofing.running import every
from articles.models import Article
from prose.dates import moment
from tests.demo import paint_quickly

LABORATORY = (
    "Une paillasse du laboratoire de biologie médicale du groupement hospitalier du Val d’Oriane, "
    "à l’automne 2026."
)
# What is right to find: a rare word, a picture whose rights end soon, and two drafts that nobody
# has read yet.
DESERVED = {
    ("recherche-clinique-algorithme-propose-patient", "rights-ending", LABORATORY),
    ("biologie-laboratoires-val-d-oriane-langue-commune", "rights-ending", LABORATORY),
    ("telesante-saint-elvin-consultation-distance", "spelling", "dermatoscope"),
    ("securite-donnees-report-forum-lille", "relative-date", "12\u00a0mars dernier"),
    ("securite-donnees-report-forum-lille", "number-ungrouped", "1500"),
}


@pytest.mark.django_db
def test_the_demo_gives_no_false_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    paint_quickly(monkeypatch)
    with open(os.devnull, "w") as nowhere:
        call_command("demo", stdout=nowhere)
    articles = Article.objects.all()
    assert len(articles) == 20
    found = {
        (article.slug, one.code, one.excerpt)
        for article in articles
        for one in every(context_of(of_article(article)))
    }
    held = {
        (article.slug, "embargo", moment(article.embargo_until))
        for article in articles
        if article.embargo_until
    }
    assert len(held) == 1
    assert found == DESERVED | held
