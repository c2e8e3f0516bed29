"""The French of the public pages: nothing untranslated, nothing stale, and no word that a sentence loses."""

import ast
import gettext
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CATALOGUE = Path("tracker", "locale", "fr", "LC_MESSAGES", "django.po")
GETTEXT = all(shutil.which(tool) for tool in ("xgettext", "msgmerge", "msgattrib", "msgfmt"))
needs_gettext = pytest.mark.skipif(not GETTEXT, reason="needs gettext on the PATH")

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def run(*command: object, cwd: Path = ROOT) -> str:
    return subprocess.run([*map(str, command)], cwd=cwd, check=True, capture_output=True, text=True).stdout


def messages(text: str) -> list[dict[str, str]]:
    """The entries of a catalogue, each by its keywords; those of lines that left the code are comments."""
    found = []
    for block in text.split("\n\n"):
        entry: dict[str, str] = {}
        keyword = ""
        for line in block.splitlines():
            match = re.match(r'(msg[a-z_]+(?:\[\d\])?) (".*")$', line)
            if match:
                keyword = match[1]
            if match or line.startswith('"'):
                entry[keyword] = entry.get(keyword, "") + ast.literal_eval(match[2] if match else line)
        if entry.get("msgid"):
            found.append(entry)
    return found


def parts(text: str) -> list[str]:
    """What a translation has to keep: placeholders and HTML tags."""
    names = set(re.findall(r"%\(\w+\)|(?<!%)\{\w+\}", text))
    return sorted(names) + sorted(re.findall(r"</?[a-z]\w*", text))


def broken(entries: list[dict[str, str]]) -> list[dict[str, str]]:
    """One form of a plural may say “one” where the other has the number."""
    return [
        entry
        for entry in entries
        for keyword, said in entry.items()
        if keyword.startswith("msgstr")
        and parts(said) not in [parts(entry["msgid"]), parts(entry.get("msgid_plural", entry["msgid"]))]
    ]


# What French typography asks for. A space that may break would leave a mark alone at the start of a line.
NO_BREAK = "[\u00a0\u202f]"
SPACED = (
    re.compile(rf"(?<!{NO_BREAK})[:;?!»](?!//)"),
    re.compile(rf"(?<!{NO_BREAK})%(?!\w)"),
    re.compile(rf"«(?!{NO_BREAK})"),
)
ELIDED = re.compile(
    r"(?<!-)\b(?:[dlmst]e|[jn]e|la|(?:jus|lors|puis)?que|si(?= il)) (?=[aeiouyâàéèêëîïôœ])", re.IGNORECASE
)
TYPED = re.compile(r"""["'“”]|\.\.\.""")  # « » and ’ and … are French


def faults(french: str) -> list[str]:
    """Marks that lack their space, quotation marks and apostrophes as a typewriter has them, and what
    French elides.
    """
    plain = re.sub(r"<code>.*?</code>|<[^<>]*>", "", french)
    plain = re.sub(r"%\(\w+\)[sd]|\{\w+\}", "x", plain).replace("%%", "%")
    return [mark[0] for each in (*SPACED, TYPED, ELIDED) for mark in each.finditer(plain)]


@needs_gettext
def test_every_message_of_the_public_code_is_translated(tmp_path):
    shutil.copy(ROOT / "manage.py", tmp_path)
    shutil.copytree(ROOT / "tracker", tmp_path / "tracker", ignore=shutil.ignore_patterns("__pycache__"))
    extensions = [f"--extension={each}" for each in ("html", "py", "svg")]
    ignored = ["--ignore=admin/*", "--ignore=tests/*"]
    run(
        *(sys.executable, "manage.py", "makemessages", "--locale=fr", "--no-location", "--no-wrap"),
        *(*extensions, *ignored),
        cwd=tmp_path,
    )
    collected = tmp_path / CATALOGUE
    assert len(messages(collected.read_text(encoding="utf-8"))) > 100
    for lacking in ("--untranslated", "--only-fuzzy"):
        rest = messages(run("msgattrib", lacking, "--no-obsolete", "--no-wrap", collected))
        assert [entry["msgid"] for entry in rest] == [], lacking


@needs_gettext
def test_what_is_compiled_is_what_is_written(tmp_path):
    fresh = tmp_path / "django.mo"
    run("msgfmt", "--check-format", "-o", fresh, CATALOGUE)
    committed = ROOT / CATALOGUE.with_suffix(".mo")
    catalogues = []
    for path in (fresh, committed):
        with path.open("rb") as file:
            catalogues.append(gettext.GNUTranslations(file)._catalog)
    assert catalogues[0] == catalogues[1], "run manage.py compilemessages -l fr"


def test_no_translation_loses_what_a_sentence_holds():
    entries = messages((ROOT / CATALOGUE).read_text(encoding="utf-8"))
    assert len(entries) > 100
    assert broken(entries) == []


def test_marks_have_their_spaces_and_quotations_their_guillemets():
    entries = messages((ROOT / CATALOGUE).read_text(encoding="utf-8"))
    told = [said for entry in entries for keyword, said in entry.items() if keyword.startswith("msgstr")]
    assert [(said, faults(said)) for said in told if faults(said)] == []


@pytest.mark.parametrize(
    ("french", "found"),
    [
        ("Rôle\u00a0: «\u00a0%(rung)s\u00a0»\u00a0; 41\u202f%%\u00a0?", []),
        ('<a href="%(url)s">https://exemple.ca</a>, l’été…', []),
        ('Écrivez <code>width="1"</code>.', []),
        ("Rôle : le Mali", [":"]),
        ("Rôle: le Mali", [":"]),
        ("Pourquoi?", ["?"]),
        ("41 %% de %(amount)s", ["%"]),
        ("« Mali »", ["»", "«"]),
        ("l'été", ["'"]),
        ("dit que une menace, et si il y en a", ["que ", "si "]),
        ("atteignez-le avec la touche", []),
        ("“été”...", ["“", "”", "..."]),
    ],
)
def test_what_is_a_fault_of_typography(french, found):
    assert faults(french) == found


@pytest.mark.parametrize(
    ("entry", "faulty"),
    [
        ('msgid "by %(day)s"\nmsgstr "au %(day)s"', False),
        ('msgid "by %(day)s"\nmsgstr "au %(jour)s"', True),
        ('msgid "<b>no</b> {most}"\nmsgstr "<b>non</b> {most}"', False),
        ('msgid "<b>no</b> {most}"\nmsgstr "non {most}"', True),
        ('msgid "one"\nmsgid_plural "%(n)s"\nmsgstr[0] "%(n)s"\nmsgstr[1] "%(n)s"', False),
        ('msgid "one"\nmsgid_plural "%(n)s"\nmsgstr[0] "un"\nmsgstr[1] "%(m)s"', True),
        ('#~ msgid "%(gone)s"\n#~ msgstr ""', False),
    ],
)
def test_what_is_a_loss(entry, faulty):
    assert bool(broken(messages(f"{HEAD}\n{entry}\n"))) is faulty
