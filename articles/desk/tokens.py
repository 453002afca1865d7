"""Secrets that open a page to whoever holds its address: drawn here, and kept as a hash alone."""

import hashlib
import secrets


def draw() -> str:
    """256 bits at random, in 43 signs that an address takes as they are."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What the database keeps, and finds it by: SHA-256 in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()
