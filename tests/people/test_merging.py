"""Two records of one person, or of one organisation, become one; nothing printed changes."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Edition
from articles.publishing import publish, reschedule
from events.models import Participation
from people.merging import MergeError, merge
from people.models import OrganisationMerge, PersonMerge
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_edition,
    make_event,
    make_organisation,
    make_person,
    make_picture,
    make_position,
    make_ready,
    make_user,
)
from tests.forms import form_of

pytestmark = pytest.mark.django_db


def printed() -> list[tuple[object, ...]]:
    return list(Edition.objects.order_by("pk").values_list("pk", "html", "printed", "path"))


def test_what_refers_to_the_one_that_goes_refers_to_the_one_that_stays(chief: User) -> None:
    kept, gone = make_person("Clara", "Chappaz"), make_person("Clara", "Chapaz")
    make_position(gone, "ministre déléguée", date(2024, 12, 23))
    Participation.objects.create(event=make_event(), person=gone, role="oratrice")
    edition = make_edition(authors=[gone], mentions=[gone])
    log = merge(kept=kept, gone=gone, by=chief)
    assert kept.positions.get().title == "ministre déléguée"
    assert kept.participations.count() == 1
    assert set(edition.people.values_list("person", "as_author")) == {
        (kept.pk, True), (kept.pk, False)
    }  # fmt: skip
    article = edition.article
    assert [byline.person for byline in article.bylines.all()] == [kept]
    assert [mention.person for mention in article.mentions.all()] == [kept]
    assert log.moved["people.position"] == 1
    assert (log.by, log.dropped) == (chief, [])
    assert PersonMerge.objects.get().gone == gone


def test_nothing_printed_changes(chief: User, reader: Client) -> None:
    kept = make_person("Clara", "Chappaz", slug="clara-chappaz")
    gone = make_person("Clara", "Chapaz", slug="clara-chapaz")
    make_position(gone, "ministre déléguée")
    make_position(kept, "secrétaire d’État", end=date(2024, 12, 22))
    edition = make_edition(mentions=[gone], body=f'<p><a data-person="{gone.pk}">Elle</a> dit.</p>')
    before, page = printed(), reader.get(edition.get_absolute_url()).content
    merge(kept=kept, gone=gone, by=chief)
    assert printed() == before
    assert reader.get(edition.get_absolute_url()).content == page


def test_the_page_of_the_one_that_stays_lists_the_articles_of_both(
    chief: User, reader: Client
) -> None:
    kept, gone = make_person("Clara", "Chappaz"), make_person("Clara", "Chapaz")
    make_edition(mentions=[kept], title="Le premier")
    make_edition(mentions=[gone], title="Le second")
    merge(kept=kept, gone=gone, by=chief)
    page = reader.get(kept.get_absolute_url()).content.decode()
    assert "Le premier" in page
    assert "Le second" in page


def test_an_old_address_leads_to_the_record_that_stays_in_one_hop(
    chief: User, reader: Client
) -> None:
    first, second, third = (make_person("Clara", name, slug=name) for name in ("aa", "bb", "cc"))
    merge(kept=second, gone=first, by=chief)
    merge(kept=third, gone=second, by=chief)
    for old in (first, second):
        answer = reader.get(f"/personnes/{old.slug}/")
        assert (answer.status_code, answer["Location"]) == (301, "/personnes/cc/")


def test_what_the_one_that_stays_has_already_is_given_up_and_said(chief: User) -> None:
    kept, gone = make_person("Anne", "Lys"), make_person("Anne", "Lis")
    make_position(kept, "directrice", date(2020, 1, 1))
    make_position(gone, "directrice", date(2021, 1, 1))
    article = make_ready(mentions=[kept, gone])
    log = merge(kept=kept, gone=gone, by=chief)
    assert kept.positions.get().start == date(2020, 1, 1)
    assert article.mentions.get().person == kept
    assert len(log.dropped) == 2
    assert any("directrice" in row for row in log.dropped)


def test_what_was_printed_with_a_position_given_up_is_found_by_the_other(chief: User) -> None:
    kept, gone = make_person("Anne", "Lys"), make_person("Anne", "Lis")
    stays = make_position(kept, "directrice")
    make_position(gone, "directrice")
    edition = make_edition(mentions=[gone])
    merge(kept=kept, gone=gone, by=chief)
    assert edition.people.get(as_author=False).position == stays


def test_what_the_one_that_stays_lacks_is_handed_over(chief: User) -> None:
    login, portrait = make_user("journalist"), make_picture()
    kept = make_person("Anne", "Lys", same_as="https://a.fr/")
    gone = make_person(
        "Anne", "Lys-Roux", honorific="Dr", biography="<p>Médecin.</p>", portrait=portrait,
        user=login, same_as="https://a.fr/\nhttps://b.fr/", other_names="Anne Roux",
    )  # fmt: skip
    merge(kept=kept, gone=gone, by=chief)
    assert (kept.honorific, kept.biography, kept.portrait, kept.user) == (
        "Dr", "<p>Médecin.</p>", portrait, login
    )  # fmt: skip
    assert kept.other_names.splitlines() == ["Anne Lys-Roux", "Anne Roux"]
    assert kept.same_as_addresses == ["https://a.fr/", "https://b.fr/"]
    assert type(kept).objects.named("roux").get() == kept


def test_what_is_printed_later_names_the_one_that_stays(chief: User, editor: User) -> None:
    kept, gone = make_person("Clara", "Chappaz"), make_person("Clara", "Chapaz")
    make_position(kept, "ministre déléguée")
    article = make_ready(mentions=[gone])
    merge(kept=kept, gone=gone, by=chief)
    # As a form that was open meanwhile, or an old save, would write it again.
    article.mentions.update(person=gone)
    (person,) = publish(article, editor).printed["people"]
    assert (person["name"], person["attribution"]) == ("Clara Chappaz", "ministre déléguée")


def test_a_scheduled_article_that_moves_keeps_up_with_the_record_that_stays(
    chief: User, editor: User, clock: Clock
) -> None:
    kept, gone = make_person("Clara", "Chappaz"), make_person("Clara", "Chapaz")
    tomorrow, later = clock.now() + timedelta(days=1), clock.now() + timedelta(days=3)
    make_position(gone, "députée", end=tomorrow.date())
    make_position(gone, "ministre", start=later.date())
    edition = make_edition(at=later, mentions=[gone])
    assert edition.printed["people"][0]["attribution"] == "ministre"
    merge(kept=kept, gone=gone, by=chief)
    reschedule(edition, editor, tomorrow)
    assert edition.printed["people"][0]["attribution"] == "députée"


def test_two_logins_are_not_made_one(chief: User) -> None:
    kept = make_person("Anne", "Lys", user=make_user("journalist"))
    gone = make_person("Anne", "Lis", user=make_user("journalist"))
    with pytest.raises(MergeError):
        merge(kept=kept, gone=gone, by=chief)
    gone.refresh_from_db()
    assert gone.merged_into is None


def test_a_record_is_merged_once_and_not_into_itself(chief: User) -> None:
    kept, gone = make_person("Anne", "Lys"), make_person("Anne", "Lis")
    with pytest.raises(MergeError):
        merge(kept=kept, gone=kept, by=chief)
    merge(kept=kept, gone=gone, by=chief)
    for one, other in ((kept, gone), (gone, kept)):
        with pytest.raises(MergeError):
            merge(kept=one, gone=other, by=chief)


@pytest.mark.parametrize("role", ["journalist", "editor", "picture_editor"])
def test_only_a_chief_or_the_administrator_merges(role: str) -> None:
    kept, gone, user = make_person(), make_person(), make_user(role)
    with pytest.raises(MergeError):
        merge(kept=kept, gone=gone, by=user)
    address = reverse("admin:people_person_merge", args=[kept.pk])
    assert client_of(user).get(address).status_code == 403


def test_two_records_of_an_organisation_become_one(chief: User, reader: Client) -> None:
    kept = make_organisation("Agence du numérique en santé", slug="ans")
    gone = make_organisation("Agence numérique santé", short_name="ANS", slug="agence-num")
    person = make_person()
    make_position(person, "directrice", organisation=gone)
    event = make_event()
    event.organisers.add(gone)
    merge(kept=kept, gone=gone, by=chief)
    assert person.positions.get().as_printed == "directrice, ANS"
    assert list(event.organisers.all()) == [kept]
    assert reader.get("/organisations/agence-num/")["Location"] == "/organisations/ans/"
    assert OrganisationMerge.objects.get().kept == kept
    # The name is free: the one that stays may take it.
    kept.name = gone.name
    kept.full_clean()
    kept.save()


def test_an_organiser_named_twice_is_named_once(chief: User) -> None:
    kept, gone, event = make_organisation(), make_organisation(), make_event()
    event.organisers.add(kept, gone)
    log = merge(kept=kept, gone=gone, by=chief)
    assert list(event.organisers.all()) == [kept]
    assert len(log.dropped) == 1


# The page -------------------------------------------------------------------------------------


def test_a_chief_reads_what_will_move_then_confirms(chief: User) -> None:
    kept, gone = make_person("Clara", "Chappaz"), make_person("Clara", "Chapaz")
    make_position(gone, "ministre déléguée")
    client, address = client_of(chief), reverse("admin:people_person_merge", args=[kept.pk])
    client.get(address)
    preview = client.post(address, {"gone": gone.pk})
    assert preview.context["moving"]
    gone.refresh_from_db()
    assert gone.merged_into is None
    sent = form_of(preview).with_typed({"_confirm": "1"})
    done = client.post(address, sent)
    assert done["Location"] == reverse("admin:people_person_change", args=[kept.pk])
    gone.refresh_from_db()
    assert gone.merged_into == kept
    shown = client.get(done["Location"]).content.decode()
    assert "Clara Chapaz" in shown


@pytest.mark.parametrize("typed", ["", "0", "abc", "999999"])
def test_a_record_that_is_not_there_is_said_at_its_field(chief: User, typed: str) -> None:
    kept = make_person()
    address = reverse("admin:people_person_merge", args=[kept.pk])
    page = client_of(chief).post(address, {"gone": typed, "_confirm": "1"})
    assert page.status_code == 200
    assert page.context["form"].errors["gone"]


def test_a_merged_record_is_out_of_the_lists_and_autocompletes(chief: User) -> None:
    kept, gone = make_person("Clara", "Chappaz"), make_person("Clara", "Chapaz")
    merge(kept=kept, gone=gone, by=chief)
    client = client_of(chief)
    listed = client.get(reverse("admin:people_person_changelist")).content.decode()
    assert f"/person/{gone.pk}/change" not in listed
    answer = client.get(
        reverse("admin:autocomplete"),
        {"term": "chapaz", "app_label": "articles", "model_name": "mention",
         "field_name": "person"},
    )  # fmt: skip
    assert [row["id"] for row in answer.json()["results"]] == [str(kept.pk)]
