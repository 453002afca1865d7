"""Whoever is told of what happens to an article."""

import pytest
from django.contrib.auth.models import User


@pytest.fixture
def author(journalist: User) -> User:
    journalist.email = "auteur@example.org"
    journalist.save()
    return journalist
