"""What somebody outside sees through a link: the page, the margin to write in, and nothing else.

Nobody is logged in here and no cookie is read: what authorises is the token in the address
alone. One is set, which opens the pictures of the page, no others, as long as the link is open.
Whatever a token does not open is the page of an unknown address, to the byte.
"""

from dataclasses import dataclass, field

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from articles.desk import preview_links
from articles.desk.passages import Passage, passages
from articles.desk.preview_forms import NoteForm
from articles.desk.versions_shown import Version
from articles.models import PreviewLink, PreviewNote
from articles.public.page import Page, compose, picture_ids
from articles.public.views import article_page
from images import showing

METHODS = ("GET", "HEAD", "POST")
# After a note was taken: the page thanks for it, and this is no other visit.
TAKEN = "note"
LENDER = "apercu"
showing.LENDERS[LENDER] = preview_links.is_open


@dataclass
class Margin:
    """A passage with its notes; with the form as it was sent when it was refused."""

    passage: Passage
    notes: list[PreviewNote] = field(default_factory=list)
    form: NoteForm | None = None


# No ambient authority to abuse: a forged request would have to know the token, and who knows it
# may write. A browser that sends no referrer could not pass Django's check anyway.
@csrf_exempt
def outsider(request: HttpRequest, token: str) -> HttpResponse:
    is_visit = request.method == "GET" and TAKEN not in request.GET
    link = preview_links.opened(token=token, visit=is_visit)
    if link is None:
        raise Http404
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    now = timezone.now()
    version = Version(revision=link.revision, edition=link.edition)
    page = compose(version.printed(link.article, now), now, [])
    text = list(passages(page.parts))
    form = NoteForm(request.POST) if request.method == "POST" else None
    if form and taken(link, form, text):
        address = f"{reverse('outsider', args=[token])}?{TAKEN}#marge"
        return private(HttpResponseRedirect(address, status=303))
    response = private(shown(request, link, version, page, text, form))
    showing.lend(
        response, kind=LENDER, number=link.pk,
        images=picture_ids(page.edition), until=link.expires_at,
    )  # fmt: skip
    return response


def taken(link: PreviewLink, form: NoteForm, text: list[Passage]) -> bool:
    """Keep the note; when it is refused, the form says why."""
    if not form.is_valid():
        return False
    number = form.cleaned_data["paragraph"] or 0
    words = {passage.number: passage.words for passage in text if passage.number}
    try:
        preview_links.leave_note(
            link=link,
            text=form.cleaned_data["text"],
            paragraph=number if number in words else 0,
            excerpt=words.get(number, ""),
        )
    except preview_links.Refused as refusal:
        form.add_error("text", str(refusal))
        return False
    return True


def shown(
    request: HttpRequest, link: PreviewLink, version: Version, page: Page,
    text: list[Passage], refused: NoteForm | None,
) -> HttpResponse:  # fmt: skip
    margins, whole = margins_of(text, list(link.notes.all()), refused)
    return article_page(
        request, page, "articles/preview.html",
        preview=True, link=link, version=version.words, online=version.is_online(timezone.now()),
        margins=margins, whole=whole, refused=refused, taken=TAKEN in request.GET,
    )  # fmt: skip


def margins_of(
    text: list[Passage], notes: list[PreviewNote], refused: NoteForm | None
) -> tuple[list[Margin], Margin]:
    """The text's margins and that of the whole; a note whose paragraph is gone goes to the whole.

    A paragraph is found again by its first words, wherever it moved to.
    """
    margins = [Margin(passage) for passage in text]
    whole = Margin(Passage(0, ""))
    places = {one.passage.number: one for one in margins if one.passage.number}
    by_words = {one.passage.words: one for one in reversed(places.values())}
    for note in notes:
        place = places.get(note.paragraph, whole)
        if place.passage.words != note.excerpt:
            place = by_words.get(note.excerpt, whole)
        place.notes.append(note)
    if refused is not None:
        asked = refused.cleaned_data.get("paragraph") or 0
        places.get(asked, whole).form = refused
    return margins, whole


def private(response: HttpResponse) -> HttpResponse:
    """Kept by no cache, found by no search engine, its address told to no other site."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
