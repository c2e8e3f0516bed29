"""The one direction of imports: from files and tables by way of the rules to pages, and never back."""

import ast
import sys
from collections.abc import Iterator
from importlib.util import resolve_name
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)

# What each part of `tracker` may import of it, besides itself. Where two parts fit, the longer counts.
MAY_IMPORT: dict[str, set[str]] = {
    "edtf": set(),
    "words": {"edtf"},
    "codebook": set(),
    "folding": set(),
    "languages": set(),
    "stances": set(),
    "querysets": {"models", "stances", "languages", "edtf"},
    "models": {"querysets", "languages", "edtf"},
    "imports.readers": {"edtf"},
    "imports.records": {"imports.readers", "edtf"},
    "imports.writers": set(),
    "imports": {"models", "querysets", "edtf"},
    "changes": {"models", "querysets"},
    "likeness": {"folding"},
    "merging": {"models", "querysets", "changes", "languages", "likeness"},
    "search": {"models", "querysets", "folding", "languages"},
    "history": {
        "models",
        "querysets",
        "stances",
        "search",
        "state",
        "words",
        "codebook",
        "folding",
        "languages",
        "edtf",
    },
    "downloads": {
        "models",
        "querysets",
        "history",
        "search",
        "imports",
        "state",
        "words",
        "languages",
        "edtf",
    },
    "elsewhere": {"models"},
    "state": {"models"},
    "api": {"models", "querysets", "history", "downloads", "elsewhere", "throttle", "languages"},
    "templatetags": {"words", "languages", "edtf"},
    "reporting": {"models"},
    "throttle": set(),
    "views": {
        "api",
        "models",
        "querysets",
        "history",
        "downloads",
        "elsewhere",
        "reporting",
        "throttle",
        "words",
        "languages",
        "edtf",
    },
    "admin": {
        "models",
        "querysets",
        "changes",
        "merging",
        "likeness",
        "history",
        "imports",
        "languages",
        "throttle",
        "words",
        "codebook",
        "edtf",
        "roles",
    },
    "management": {"models", "querysets", "imports", "search", "edtf"},
    "urls": {"views", "admin", "api"},
    "settings": set(),
    "formats": set(),
    "roles": set(),
    "middleware": {"state", "languages"},
    "apps": {"search"},
    "wsgi": set(),
}
STANDARD_LIBRARY_ONLY = ["edtf", "folding", "stances", "likeness"]
WITHOUT_DJANGO = [*STANDARD_LIBRARY_ONLY, "imports.readers", "imports.records", "imports.writers"]
ENGINES = {"django", "import_export", "simple_history", "django_countries"}

Import = tuple[str, str]  # who imports, what: dotted names of modules


def imports_of(path: Path, name: str) -> Iterator[Import]:
    """Every module that a file imports, in functions and for type checks too."""
    package = name if path.stem == "__init__" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((name, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = resolve_name("." * node.level + (node.module or ""), package)
            for alias in node.names:  # `from tracker import edtf` imports tracker.edtf
                yield name, f"{source}.{alias.name}"


def all_imports() -> list[Import]:
    found: list[Import] = []
    for path in sorted((ROOT / "tracker").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "migrations" not in parts:
            found += imports_of(path, ".".join(part for part in parts if part != "__init__"))
    return found


def part_of(module: str) -> str | None:
    """The part of `tracker` that a module belongs to: `tracker.views.actors.detail` to `views`."""
    inner = module.removeprefix("tracker.")
    fitting = [part for part in MAY_IMPORT if f"{inner}.".startswith(f"{part}.")]
    return max(fitting, key=len, default=None)


def may_import(who: str, what: str) -> bool:
    """Whether one part may import another; whoever may import `imports` may import `imports.records`."""
    return any(f"{what}.".startswith(f"{part}.") for part in {who, *MAY_IMPORT[who]})


IMPORTS = all_imports()


def test_every_module_has_its_place():
    assert {who for who, _ in IMPORTS if part_of(who) is None} == set(), "say in MAY_IMPORT where it stands"


def test_no_arrow_points_back():
    ours = [(who, what) for who, what in IMPORTS if what.startswith("tracker.") and part_of(what)]
    wrong = [f"{who} imports {what}" for who, what in ours if not may_import(part_of(who), part_of(what))]
    assert len(ours) > 20
    assert wrong == []


@pytest.mark.parametrize("part", WITHOUT_DJANGO)
def test_no_django(part):
    assert [pair for pair in IMPORTS if part_of(pair[0]) == part and pair[1].split(".")[0] in ENGINES] == []


@pytest.mark.parametrize("part", STANDARD_LIBRARY_ONLY)
def test_standard_library_only(part):
    foreign = {what.split(".")[0] for who, what in IMPORTS if part_of(who) == part}
    assert foreign <= sys.stdlib_module_names | {"tracker"}


@pytest.mark.parametrize(
    ("line", "module"),
    [
        ("from tracker import edtf", "tracker.edtf"),
        ("from .. import history", "tracker.history"),
        ("from ..stances import values", "tracker.stances.values"),
        ("def late():\n    import tracker.views", "tracker.views"),
    ],
)
def test_no_spelling_of_an_import_escapes(tmp_path, line, module):
    (tmp_path / "sample.py").write_text(line)
    assert list(imports_of(tmp_path / "sample.py", "tracker.views.sample")) == [
        ("tracker.views.sample", module)
    ]
