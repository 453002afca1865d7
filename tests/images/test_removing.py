"""A picture that nothing prints can be forgotten: no file of it stays, not even its original."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import ProtectedError

from images import library, renditions
from images.models import Image, Rendition
from tests.factories import client_of, make_article, make_picture, make_user, picture_bytes

pytestmark = pytest.mark.django_db

OnCommit = Callable[..., AbstractContextManager[list[Callable[[], Any]]]]


def files_of(image: Image) -> set[str]:
    return {str(image.file.name), *Rendition.everything.values_list("file", flat=True)}


def test_a_deleted_picture_leaves_no_file(django_capture_on_commit_callbacks: OnCommit) -> None:
    image = make_picture()
    names = files_of(image)
    assert all(default_storage.exists(name) for name in names)
    page = f"/admin/images/image/{image.pk}/delete/"
    with django_capture_on_commit_callbacks(execute=True):
        answer = client_of(make_user("admin")).post(page, {"post": "yes"})
    assert answer.status_code == 302
    assert not any(default_storage.exists(name) for name in names)


def test_several_deleted_at_once_leave_no_file(
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    images = [make_picture(width=width) for width in (32, 33)]
    names = {name for image in images for name in files_of(image)}
    chosen = {"action": "delete_selected", "_selected_action": [one.pk for one in images]}
    with django_capture_on_commit_callbacks(execute=True):
        client_of(make_user("admin")).post("/admin/images/image/", chosen | {"post": "yes"})
    assert not Image.objects.exists()
    assert not any(default_storage.exists(name) for name in names)


def test_a_picture_that_a_text_has_is_kept_with_its_files(
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    image = make_picture()
    make_article(hero_image=image)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ProtectedError):
        library.remove(image=image)
    assert all(default_storage.exists(name) for name in files_of(Image.objects.get()))


def test_the_same_bytes_entered_again_keep_their_original(
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    data = picture_bytes()

    def entered() -> Image:
        file = ContentFile(data, name="a.jpg")
        return library.add(file=file, by=None, alt="Une salle.", credit="Studio")

    first = entered()
    with django_capture_on_commit_callbacks(execute=False) as waiting:
        library.remove(image=first)
    default_storage.delete(str(first.file.name))
    again = entered()
    assert again.file.name == first.file.name
    for callback in waiting:
        callback()
    assert default_storage.exists(str(again.file.name))


def test_a_file_that_cannot_be_decoded_after_all_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stored: list[str] = []

    def fails(image: Image) -> None:
        stored.extend(files_of(image))
        assert default_storage.exists(stored[0])
        raise renditions.Undecodable

    monkeypatch.setattr(renditions, "make", fails)
    file = ContentFile(picture_bytes(), name="a.jpg")
    with pytest.raises(ValidationError):
        library.add(file=file, by=None, alt="Une salle.", credit="Studio")
    assert len(stored) == 1
    assert not default_storage.exists(stored[0])
