"""What the copy desk blocks is not approved, unless an editor waives it for a reason."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from articles import publishing
from articles.desk.proofing import Finding, Level, check
from articles.desk.proofing.settling import Refused, dismiss, standing, waive
from articles.models import Article, Dismissal, Status, Waiver
from tests.articles.history import journal, last_entry
from tests.clock import Clock
from tests.factories import make_article, make_published, make_ready, make_user

pytestmark = pytest.mark.django_db

FAULTY = (
    "<p>Le comité a rendu son avis.</p>"
    '<aside class="exergue"><blockquote><p>Rien de tel ici</p></blockquote></aside>'
)
REMARK = "<p>Le comité compte 12000 membres en tout.</p>"


@pytest.fixture
def faulty() -> Article:
    return make_article(body=FAULTY, status=Status.IN_REVIEW)


def the_one(article: Article, code: str) -> Finding:
    return next(one for one in check(article) if one.code == code)


def blocked(article: Article) -> Finding:
    return the_one(article, "pullquote-not-in-body")


def test_what_is_blocked_is_not_approved_and_the_editor_is_told_why(
    faulty: Article, editor: User
) -> None:
    with pytest.raises(publishing.PublishingError) as refusal:
        publishing.approve(faulty, editor)
    assert "Rien de tel ici" in str(refusal.value)
    assert Article.objects.get().status == Status.IN_REVIEW
    assert journal(faulty) == []


@pytest.mark.parametrize("status", [Status.READY, Status.ISSUED])
@pytest.mark.parametrize("hours", [0, 3])
def test_what_is_blocked_since_the_approval_is_not_published(
    clock: Clock, editor: User, status: Status, hours: int
) -> None:
    article = make_ready() if status == Status.READY else make_published()
    editions = article.editions.count()
    article.body = FAULTY
    article.save()
    clock.forward(minutes=1)
    with pytest.raises(publishing.PublishingError) as refusal:
        publishing.publish(article, editor, at=clock.after(hours=hours))
    assert str(refusal.value) == next(standing(article))
    assert Article.objects.get().status == status
    assert article.editions.count() == editions
    article.refresh_from_db()
    waive(article=article, by=editor, fingerprint=blocked(article).fingerprint, reason="Vérifié.")
    publishing.publish(article, editor, at=clock.after(hours=hours))
    assert article.editions.count() == editions + 1


def test_what_was_printed_elsewhere_is_recorded_as_it_was(clock: Clock, faulty: Article) -> None:
    publishing.import_edition(faulty, make_user("admin"), clock.after(days=-30))
    assert blocked(faulty)
    assert faulty.editions.count() == 1


def test_the_text_that_counts_is_the_stored_one(faulty: Article, editor: User) -> None:
    faulty.body = "<p>Un texte sans défaut, mais pas enregistré.</p>"
    with pytest.raises(publishing.PublishingError):
        publishing.approve(faulty, editor)


def test_a_remark_that_blocks_nothing_stops_nobody(editor: User) -> None:
    article = make_article(title="Un avis attendu", body=REMARK, status=Status.IN_REVIEW)
    assert the_one(article, "number-ungrouped").level == Level.WARN
    publishing.approve(article, editor)
    assert Article.objects.get().status == Status.READY


@pytest.mark.parametrize("role", ["editor", "chief", "admin"])
def test_who_edits_waives_and_the_reason_is_kept(faulty: Article, role: str) -> None:
    user = make_user(role)
    reason = "Propos tenus hors de l’article, vérifiés."
    kept = waive(article=faulty, by=user, fingerprint=blocked(faulty).fingerprint, reason=reason)
    assert (kept.by, kept.code, kept.excerpt) == (user, "pullquote-not-in-body", "Rien de tel ici")
    assert kept.reason == reason
    assert (last_entry(faulty).verb, last_entry(faulty).by) == ("waived", user)
    assert reason in last_entry(faulty).note
    publishing.approve(faulty, user)
    assert journal(faulty) == ["waived", "approved"]


@pytest.mark.parametrize("role", ["journalist", "picture_editor", ""])
def test_nobody_else_waives(faulty: Article, role: str) -> None:
    with pytest.raises(Refused):
        waive(
            article=faulty,
            by=make_user(role),
            fingerprint=blocked(faulty).fingerprint,
            reason="Parce que.",
        )
    assert not Waiver.objects.exists()


@pytest.mark.parametrize("reason", ["", "   ", "a" * 501])
def test_a_waiver_without_a_reason_or_with_a_novel_is_refused(
    faulty: Article, editor: User, reason: str
) -> None:
    with pytest.raises(Refused):
        waive(article=faulty, by=editor, fingerprint=blocked(faulty).fingerprint, reason=reason)


def test_the_database_refuses_a_waiver_without_a_reason(faulty: Article, editor: User) -> None:
    kept = waive(
        article=faulty, by=editor, fingerprint=blocked(faulty).fingerprint, reason="Vérifié."
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.filter(pk=kept.pk).update(reason="")


def test_what_is_not_in_the_text_any_more_is_not_waived(faulty: Article, editor: User) -> None:
    fingerprint = blocked(faulty).fingerprint
    Article.objects.update(body="<p>Le comité a rendu son avis.</p>")
    with pytest.raises(Refused):
        waive(article=faulty, by=editor, fingerprint=fingerprint, reason="Vérifié.")


def test_a_waiver_ends_when_the_text_there_changes(faulty: Article, editor: User) -> None:
    waive(article=faulty, by=editor, fingerprint=blocked(faulty).fingerprint, reason="Vérifié.")
    faulty.body = FAULTY.replace("Rien de tel", "Rien de pareil")
    faulty.save()
    with pytest.raises(publishing.PublishingError):
        publishing.approve(faulty, editor)


def test_a_remark_that_is_dismissed_comes_back_when_the_text_there_changes(
    journalist: User,
) -> None:
    article = make_article(by=journalist, title="Un avis attendu", body=REMARK)
    dismiss(article=article, by=journalist, finding=the_one(article, "number-ungrouped"))
    assert "number-ungrouped" not in {one.code for one in check(article)}
    article.body = REMARK + "<p>Un autre paragraphe ne change rien.</p>"
    assert "number-ungrouped" not in {one.code for one in check(article)}
    article.body = REMARK.replace("membres", "adhérents")
    assert the_one(article, "number-ungrouped").excerpt == "12000"
    assert Dismissal.objects.get().by == journalist


def test_an_article_that_was_never_saved_is_proofread_too() -> None:
    assert the_one(Article(title="Un avis", body=REMARK), "number-ungrouped").excerpt == "12000"


def test_a_dismissal_is_of_one_article(journalist: User) -> None:
    one, other = (
        make_article(by=journalist, title="Un avis attendu", body=REMARK) for _ in range(2)
    )
    dismiss(article=one, by=journalist, finding=the_one(one, "number-ungrouped"))
    assert the_one(other, "number-ungrouped")


def test_what_blocks_is_not_dismissed(faulty: Article, editor: User) -> None:
    with pytest.raises(Refused):
        dismiss(article=faulty, by=editor, finding=blocked(faulty))
    assert blocked(faulty)


def test_who_cannot_change_the_article_dismisses_nothing(journalist: User, editor: User) -> None:
    article = make_article(by=editor, title="Un avis attendu", body=REMARK)
    with pytest.raises(Refused):
        dismiss(article=article, by=journalist, finding=the_one(article, "number-ungrouped"))
