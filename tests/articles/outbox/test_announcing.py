"""What is announced, to whom, and what is announced no more."""

import pytest
from django.contrib.auth.models import User
from django.core import mail

from articles import publishing
from articles.models import JournalEntry, Notice, NoticeChoice, OutboxItem, Webhook
from articles.outbox import leasing, working
from tests.articles.outbox.hands import work
from tests.articles.outbox.sink import listening
from tests.clock import Clock
from tests.factories import make_article, make_edition, make_scheduled, make_user

pytestmark = pytest.mark.django_db
State = OutboxItem.State


def states(kind: str) -> list[str]:
    return list(OutboxItem.objects.filter(kind=kind).order_by("id").values_list("state", flat=True))


def test_nothing_is_announced_before_its_instant(clock: Clock, author: User) -> None:
    at = clock.after(minutes=10)
    make_scheduled(at, by=author)
    clock.forward(minutes=9, seconds=59)
    work(clock)
    assert not Notice.objects.exists()
    assert mail.outbox == []
    clock.set(at)
    work(clock)
    assert Notice.objects.get().at == at


def test_authors_are_told_in_the_admin_and_by_mail_once(clock: Clock, author: User) -> None:
    edition = make_edition(by=author, title="Un décret attendu")
    work(clock)
    work(clock)
    notice = Notice.objects.get()
    assert notice.to == author
    assert "Un décret attendu" in notice.text
    [message] = mail.outbox
    assert message.to == ["auteur@example.org"]
    assert message.from_email == "Le Pouls numérique <redaction@localhost>"
    assert f"/admin/articles/article/{edition.article_id}/change/" in message.body
    assert message.extra_headers["Message-ID"].startswith(f"<edition-{edition.pk}-live-mail-")


def test_a_person_chooses_how_to_be_told(clock: Clock, author: User) -> None:
    NoticeChoice.objects.create(user=author, in_admin=False, by_mail=True)
    make_edition(by=author)
    work(clock)
    assert not Notice.objects.exists()
    assert len(mail.outbox) == 1
    NoticeChoice.objects.update(in_admin=True, by_mail=False)
    make_edition(by=author)
    work(clock)
    assert Notice.objects.count() == 1
    assert len(mail.outbox) == 1


def test_the_journal_says_when_an_edition_appeared(clock: Clock, author: User) -> None:
    at = clock.after(hours=2)
    article = make_scheduled(at, by=author)
    clock.forward(hours=5)
    work(clock)
    entry = JournalEntry.objects.get(article=article, verb=JournalEntry.Verb.APPEARED)
    # The promised instant, although the worker was three hours late.
    assert entry.at == at
    assert OutboxItem.objects.get(kind="live").lateness == 3 * 3600


def test_an_announcement_done_again_writes_the_journal_and_tells_people_once(
    clock: Clock, author: User
) -> None:
    edition = make_edition(by=author)
    work(clock)
    clock.forward(minutes=5)
    assert leasing.replay(OutboxItem.objects.get(kind="live"), clock.now())
    work(clock)
    assert states("live") == [State.DONE]
    appeared = JournalEntry.objects.filter(edition=edition, verb=JournalEntry.Verb.APPEARED)
    assert appeared.count() == Notice.objects.count() == len(mail.outbox) == 1


def test_a_typo_mended_is_in_the_journal_and_told_to_nobody(
    clock: Clock, author: User, editor: User
) -> None:
    article = make_edition(by=author).article
    work(clock)
    Notice.objects.all().delete()
    clock.forward(minutes=5)
    make_edition(article=article, kind="silent", publisher=editor)
    work(clock)
    assert not Notice.objects.exists()
    appeared = JournalEntry.objects.filter(article=article, verb=JournalEntry.Verb.APPEARED)
    assert appeared.count() == 2


def test_a_cancelled_edition_is_not_announced(clock: Clock, author: User, editor: User) -> None:
    article = make_scheduled(clock.after(hours=1), by=author)
    publishing.cancel(article.editions.get(), editor)
    clock.forward(hours=2)
    work(clock)
    assert states("live") == [State.DROPPED]
    assert not Notice.objects.exists()


def test_what_was_due_while_no_worker_ran_is_dropped_when_it_was_withdrawn(
    clock: Clock, author: User, editor: User
) -> None:
    article = make_scheduled(clock.after(hours=1), by=author)
    clock.forward(hours=2)
    publishing.withdraw(article, editor, "Source démentie.")
    clock.forward(hours=1)
    work(clock)
    assert states("live") == [State.DROPPED]
    assert "Source démentie." in Notice.objects.get().text


def test_a_withdrawal_between_the_announcement_and_a_late_sink_stops_the_sink(
    clock: Clock, author: User, editor: User
) -> None:
    with listening(answer=503) as sink:
        Webhook.objects.create(name="Lettre", url=sink.url)
        article = make_edition(by=author).article
        work(clock)
        assert len(sink.bodies) == 1
        sink.answer = 200
        clock.forward(seconds=1)
        publishing.withdraw(article, editor, "Source démentie.")
        clock.forward(minutes=10)
        work(clock)
    assert [message["event"] for message in sink.received] == ["edition.live", "article.withdrawn"]
    dropped = OutboxItem.objects.get(kind="webhook", state=State.DROPPED)
    assert dropped.key.endswith(f"-live-webhook-{dropped.webhook_id}")


def test_an_edition_moved_before_its_instant_is_announced_at_the_new_one_only(
    clock: Clock, author: User, editor: User
) -> None:
    article = make_scheduled(clock.after(minutes=5), by=author)
    clock.forward(minutes=4, seconds=59)
    publishing.reschedule(article.editions.get(), editor, clock.after(hours=1))
    clock.forward(minutes=1)
    work(clock)
    assert not Notice.objects.exists()
    clock.forward(hours=1)
    work(clock)
    assert Notice.objects.count() == 1


def test_an_edition_moved_while_a_worker_holds_it_waits_for_its_new_instant(
    clock: Clock, author: User, editor: User
) -> None:
    article = make_scheduled(clock.after(minutes=5), by=author)
    clock.forward(minutes=5)
    [item] = leasing.due(clock.now, working.WITHIN, 1)
    # The editor's machine is slow by a minute: for it the edition is still to come.
    clock.forward(minutes=-1)
    publishing.reschedule(article.editions.get(), editor, clock.after(hours=1))
    clock.forward(minutes=1)
    working.attempt(item, clock.now)
    assert not Notice.objects.exists()
    clock.forward(hours=1)
    work(clock)
    assert Notice.objects.count() == 1


def test_an_edition_that_was_announced_is_moved_no_more(
    clock: Clock, author: User, editor: User
) -> None:
    article = make_scheduled(clock.after(minutes=5), by=author)
    clock.forward(minutes=5)
    work(clock)
    clock.forward(minutes=-2)
    with pytest.raises(publishing.PublishingError, match="annonc"):
        publishing.reschedule(article.editions.get(), editor, clock.after(hours=1))
    with pytest.raises(publishing.PublishingError, match="annonc"):
        publishing.cancel(article.editions.get(), editor)


def test_an_imported_edition_is_announced_to_nobody(clock: Clock, admin_user: User) -> None:
    publishing.import_edition(make_article(by=admin_user), admin_user, clock.after(days=-400))
    work(clock)
    assert not OutboxItem.objects.exists()


def test_an_author_is_told_what_an_editor_decided(clock: Clock, author: User, editor: User) -> None:
    article = make_article(by=author, title="Les comptes de l’agence")
    publishing.submit(article, author)
    publishing.send_back(article, editor, "Il manque le montant.")
    work(clock)
    assert "Il manque le montant." in Notice.objects.get(to=author).text
    publishing.submit(article, author)
    publishing.approve(article, editor)
    work(clock)
    assert Notice.objects.filter(to=author).count() == 2


def test_an_editor_is_not_told_of_an_own_decision(clock: Clock, editor: User) -> None:
    article = make_article(by=editor)
    publishing.submit(article, editor)
    publishing.approve(article, editor)
    work(clock)
    assert not Notice.objects.exists()


def test_a_login_that_is_closed_is_told_nothing(clock: Clock) -> None:
    gone = make_user("journalist", is_active=False, email="partie@example.org")
    make_edition(by=gone)
    work(clock)
    assert mail.outbox == []
