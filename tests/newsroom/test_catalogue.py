"""The French catalogue: nothing that people read is left in English."""

import gettext
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

CATALOGUE = Path(settings.BASE_DIR, "locale/fr/LC_MESSAGES")
ENTRY = re.compile(r'^msgid (?P<id>(?:".*"\n)+)(?:msgid_plural (?:".*"\n)+)?', re.M)


def quoted(lines: str) -> str:
    """The text of a message; a backslash is written twice in a catalogue."""
    return "".join(line.strip()[1:-1] for line in lines.splitlines()).replace("\\\\", "\\")


def entries(text: str) -> dict[str, str]:
    """Each message of a catalogue with all that follows it up to the next one."""
    parts = re.split(r"\n\n+", text)
    found = {}
    for part in parts:
        entry = ENTRY.search(part)
        if entry and quoted(entry["id"]) and not part.startswith("#~"):
            found[quoted(entry["id"])] = part
    return found


def test_every_message_has_its_french_and_none_is_a_guess() -> None:
    for message, part in entries((CATALOGUE / "django.po").read_text()).items():
        assert "#, fuzzy" not in part, message
        translations = re.findall(r'^msgstr(?:\[\d\])? ((?:".*"\n?)+)', part, re.M)
        assert translations, message
        assert all(quoted(words) for words in translations), message


def test_french_has_its_spaces_and_apostrophes() -> None:
    for message, part in entries((CATALOGUE / "django.po").read_text()).items():
        for words in re.findall(r'^msgstr(?:\[\d\])? ((?:".*"\n?)+)', part, re.M):
            french = quoted(words)
            assert not re.search(r"\w'\w", french), message
            assert not re.search(r" [:;!?»]|« ", french), message


def test_what_is_compiled_is_what_is_written() -> None:
    with (CATALOGUE / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message, part in entries((CATALOGUE / "django.po").read_text()).items():
        if "msgid_plural" in part or "msgctxt" in part:
            continue
        words = re.search(r'^msgstr ((?:".*"\n?)+)', part, re.M)
        assert words
        plain = message.replace('\\"', '"').replace("\\n", "\n")
        french = quoted(words[1]).replace('\\"', '"').replace("\\n", "\n")
        assert compiled.gettext(plain) == french


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")
def test_no_message_of_the_code_is_missing_from_the_catalogue(tmp_path: Path) -> None:
    copy = tmp_path / "site"
    ignored = shutil.ignore_patterns(
        ".venv", ".git", "var", "static", "content", "*.mo", ".*_cache"
    )
    shutil.copytree(settings.BASE_DIR, copy, ignore=ignored)
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "fr", "--no-location"]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    asked = entries((copy / "locale/fr/LC_MESSAGES/django.po").read_text())
    known = entries((CATALOGUE / "django.po").read_text())
    assert set(asked) <= set(known)
