"""What may stand in the tree, and where."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TOP_LEVEL = {"manage.py", "pyproject.toml", "README.md", "tracker", "seeds", "tests"}
SOURCE = {".py", ".html", ".css", ".js", ".svg"}
FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.\-}])/(?:work|home|root|Users)/"),
    "a package registry's address": re.compile(r"py[p]i\.(?:org|python)|pythonhoste[d]\.|registry\.np[m]js"),
    "a private key": re.compile(r"-{5}BEGIN [A-Z ]*PRIVATE KEY"),
}
# A block of data is no script that runs: the policy does not look at it.
INLINE = re.compile(
    r"<style|<script(?![^>]* (?:src=|type=.application/ld))|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)


@cache
def files() -> list[Path]:
    """Every file that git keeps or would add."""
    if not (ROOT / ".git").exists():
        pytest.skip("needs a git checkout, to tell the project's files from others")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def test_the_top_level_is_fixed():
    names = {path.relative_to(ROOT).parts[0] for path in files()}
    assert {name for name in names if not name.startswith(".")} == TOP_LEVEL


def test_no_source_file_is_longer_than_400_lines():
    sources = [path for path in files() if path.suffix in SOURCE and "migrations" not in path.parts]
    long = {str(path.relative_to(ROOT)): len(text(path).splitlines()) for path in sources}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nowhere_in_the_tree(what):
    assert [path for path in files() if FORBIDDEN[what].search(text(path))] == []


@pytest.mark.parametrize(
    ("what", "sample"),
    [
        ("a path of one machine", "see /home" + "/me/notes"),
        ("a package registry's address", "https://py" + "pi.org/simple"),
        ("a private key", "-----BEGIN OPENSSH " + "PRIVATE KEY-----"),
    ],
)
def test_what_is_forbidden_would_be_seen(what, sample):
    assert FORBIDDEN[what].search(sample)


def test_public_templates_hold_nothing_inline():
    """The content policy would refuse it, and the reader would see a broken page."""
    templates = [
        path for path in files() if path.suffix == ".html" and "tracker/templates/tracker" in str(path)
    ]
    assert [(path.name, INLINE.findall(text(path))) for path in templates if INLINE.search(text(path))] == []
