"""Import and export pages: who may, what is refused and how, and that nothing is half done."""

import io
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from openpyxl import Workbook, load_workbook

from tests.factories import make_actor
from tests.stories import Story
from tracker.admin import uploads
from tracker.models import Actor, Evidence, Statement

HEADER = "slug,name,kind,country,aliases,wikidata,description,status,withdrawn_because\n"
GERMANY = "germany,Germany,government,DE,,,,published,\n"
BAD = Path(settings.BASE_DIR) / "tests" / "data" / "bad"
ACTORS = "/admin/tracker/actor/"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))


def upload(
    client: Client, content: bytes | str, name: str = "actors.csv", edits: str = "stop", table: str = "actor"
) -> Any:
    data = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, data)
    return client.post(f"/admin/tracker/{table}/import/", {"import_file": file, "edits": edits})


def confirm(client: Client, preview: Any, table: str = "actor") -> Any:
    token = preview.context["confirm_form"].initial["token"]
    return client.post(f"/admin/tracker/{table}/process_import/", {"token": token}, follow=True)


def text(response: Any) -> str:
    """The page's words, without its tags."""
    page = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    words = re.sub(r"<[^>]+>", " ", page).replace("&quot;", '"').replace("&#x27;", "'").replace("&gt;", ">")
    return " ".join(words.split())


# the way through


def test_a_file_is_previewed_and_then_imported(client: Client, admin: User) -> None:
    preview = upload(client, HEADER + GERMANY)
    assert "1 new, 0 changed, 0 as they are." in text(preview)
    assert not Actor.objects.exists()
    page = confirm(client, preview)
    assert "Imported from actors.csv: 1 new, 0 changed, 0 as they were, 0 kept as edited." in text(page)
    version = Actor.objects.get(slug="germany").history.get()
    assert (version.history_user, version.history_change_reason) == (admin, "Imported from actors.csv")


def test_a_change_is_shown_cell_by_cell(client: Client, db: None) -> None:
    confirm(client, upload(client, HEADER + GERMANY))
    preview = upload(client, HEADER + GERMANY.replace("Germany", "Federal Germany"))
    assert "0 new, 1 changed, 0 as they are." in text(preview)
    assert "<del>Germany</del>" in preview.content.decode()
    assert "<ins>Federal Germany</ins>" in preview.content.decode()


def test_a_file_that_changes_nothing_says_so_and_asks_nothing(client: Client, db: None) -> None:
    confirm(client, upload(client, HEADER + GERMANY))
    again = upload(client, HEADER + GERMANY)
    assert "The file changes nothing." in text(again)
    assert 'name="token"' not in again.content.decode()


def test_a_long_preview_shows_its_beginning_and_says_so(client: Client, db: None) -> None:
    rows = "".join(f"actor-{number},Actor,government,,,,,draft,\n" for number in range(1000))
    preview = upload(client, HEADER + rows)
    assert "1000 new, 0 changed, 0 as they are." in text(preview)
    assert "The first 200 rows are shown; 800 more will be imported too." in text(preview)
    assert len(preview.content) < 150_000
    confirm(client, preview)
    assert Actor.objects.count() == 1000


def test_a_spreadsheet_is_imported_as_well(client: Client, db: None) -> None:
    book, file = Workbook(), io.BytesIO()
    book.active.append(HEADER.strip().split(","))
    book.active.append([cell or None for cell in GERMANY.strip().split(",")])
    book.save(file)
    confirm(client, upload(client, file.getvalue(), "actors.xlsx"))
    assert Actor.objects.get().name == "Germany"


# what is refused


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "1 the file is empty; it needs at least its header."),
        (HEADER.replace("country", "land") + GERMANY, "1 country: missing column."),
        (HEADER.replace("kind", "kinds") + GERMANY, '1 kinds: unknown column; did you mean "kind"?'),
        (HEADER.replace(",", ";"), "1 the cells are separated by semicolons; save the file with commas."),
        (HEADER + GERMANY + GERMANY, '3 slug: "germany" stands in line 2 already.'),
        (HEADER + GERMANY.replace("government", "kingdom"), '2 kind: "kingdom" is not one of'),
        (HEADER + GERMANY.replace("DE", "XX"), '2 country: "XX" is not'),
        (HEADER + GERMANY.replace("Germany", "=1+1"), '2 name: "=1+1" begins like a formula'),
        (HEADER + "germany,Germ", "the file ends half-way"),
        (
            HEADER.encode() + GERMANY.replace("G", "é").encode("latin-1"),
            "2 is not UTF-8 (byte 0xe9",
        ),
    ],
)
def test_a_faulty_file_is_refused_with_line_and_column_and_nothing_is_saved(
    client: Client, db: None, content: str | bytes, said: str
) -> None:
    page = upload(client, content)
    assert said in text(page)
    assert "Nothing was saved." in text(page)
    assert 'name="token"' not in page.content.decode()
    assert not Actor.objects.exists()


def test_what_excel_writes_before_a_csv_is_no_part_of_it(client: Client, db: None) -> None:
    confirm(client, upload(client, b"\xef\xbb\xbf" + (HEADER + GERMANY).encode()))
    assert Actor.objects.get().slug == "germany"


def test_every_fault_is_shown_at_once(client: Client, db: None) -> None:
    page = upload(client, HEADER + GERMANY.replace("DE", "XX") + "UP,,king,,,,,draft,\n" + GERMANY)
    lines = [line for line, _ in page.context["result"].row_errors()]
    assert sorted(set(lines)) == [2, 3, 4]
    assert "faults. Nothing was saved." in text(page)


def test_the_good_rows_of_a_faulty_file_are_not_saved(client: Client, db: None) -> None:
    upload(client, HEADER + GERMANY + "x,,,,,,,\n")
    assert not Actor.objects.exists()


@pytest.mark.parametrize("name", ["actors.txt", "actors", "actors.csv.exe", "actors.xls"])
def test_another_kind_of_file_is_refused(client: Client, db: None, name: str) -> None:
    assert "Choose a .csv or an .xlsx file." in text(upload(client, HEADER, name))


def test_a_file_over_the_limit_is_refused_unread(client: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 2**20
    said = text(upload(client, "x" * (2**20 + 1)))
    assert "The file has 1.0 MB; at most 1.0 MB can be uploaded." in said


def test_no_file_at_all(client: Client, db: None) -> None:
    assert "This field is required." in text(client.post(f"{ACTORS}import/", {"edits": "stop"}))


def test_a_fault_that_only_the_confirmation_finds_is_shown_and_nothing_is_saved(
    client: Client, story: Story
) -> None:
    header = "statement,source,start,end,words\n"
    preview = upload(
        client, f"{header}harper-one-week,harper-visit,,,one plane\n", "evidence.csv", table="evidence"
    )
    Statement.objects.get(slug="harper-one-week").commitment_events.all().delete()
    Statement.objects.get(slug="harper-one-week").delete()
    before = Evidence.objects.count()
    page = confirm(client, preview, "evidence")
    assert 'statement: there is no statement "harper-one-week"' in text(page)
    assert "Nothing was saved." in text(page)
    assert Evidence.objects.count() == before


def test_a_small_spreadsheet_with_one_far_cell_is_refused_at_once(client: Client, db: None) -> None:
    """The library alone reads it for minutes."""
    book, file = Workbook(), io.BytesIO()
    book.active.append(HEADER.strip().split(","))
    book.active["XFD1048576"] = "far"
    book.save(file)
    page = text(upload(client, file.getvalue(), "actors.xlsx"))
    assert "far beyond any table: delete it." in page
    assert "Nothing was saved." in page


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no spreadsheet"])
def test_a_spreadsheet_that_is_none_is_refused(client: Client, db: None, content: bytes) -> None:
    assert "Nothing was saved." in text(upload(client, content, "actors.xlsx"))


# hand edits


def test_a_record_edited_by_hand_stops_the_import_unless_told_otherwise(client: Client, db: None) -> None:
    """Story by story: test_import_conflicts.py."""
    confirm(client, upload(client, HEADER + GERMANY))
    actor = Actor.objects.get()
    actor.name = "Deutschland"
    actor.save()
    changed = HEADER + GERMANY.replace("Germany", "Federal Germany")
    for edits, name in (("stop", "Deutschland"), ("keep", "Deutschland"), ("overwrite", "Federal Germany")):
        confirm(client, upload(client, changed, edits=edits))
        actor.refresh_from_db()
        assert actor.name == name


# between preview and confirmation


def test_a_preview_is_confirmed_once(client: Client, db: None) -> None:
    preview = upload(client, HEADER + GERMANY)
    confirm(client, preview)
    assert "That preview is no longer there. Upload the file again." in text(confirm(client, preview))


def test_a_preview_is_confirmed_by_its_owner_alone(client: Client, db: None) -> None:
    preview = upload(client, HEADER + GERMANY)
    other = Client()
    other.force_login(User.objects.create_superuser("eve"))
    assert "That preview is no longer there." in text(confirm(other, preview))
    assert not Actor.objects.exists()


def test_a_preview_is_confirmed_for_its_own_table_alone(client: Client, db: None) -> None:
    assert "That preview is no longer there." in text(
        confirm(client, upload(client, HEADER + GERMANY), "issue")
    )


def test_a_preview_is_confirmed_within_the_hour(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = upload(client, HEADER + GERMANY)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + uploads.LIFETIME + 60)
    assert "That preview is no longer there." in text(confirm(client, preview))


@pytest.mark.parametrize("name", ["/etc/passwd", "../secret", "secret", ""])
def test_no_other_file_can_be_named(client: Client, db: None, tmp_path: Path, name: str) -> None:
    """Neither as the library's form names files, nor by a token of one's own."""
    secret = tmp_path / "secret"
    secret.write_text(HEADER + GERMANY)
    as_the_library = {
        "import_file_name": name,
        "original_file_name": "actors.csv",
        "format": "0",
        "resource": "0",
    }
    forged = {"token": signing.dumps(as_the_library, key="guessed", salt="upload:tracker.actor:1")}
    for data in (as_the_library, forged, {"token": name}):
        page = client.post(f"{ACTORS}process_import/", data, follow=True)
        assert "That preview is no longer there." in text(page)
    assert secret.exists()
    assert not Actor.objects.exists()


@pytest.mark.parametrize(
    "name", ["../x", "/etc/passwd", "x" * 32, "A" * 32, "a" * 31, "a" * 33, "a" * 32 + "\n"]
)
def test_the_storage_takes_only_names_of_its_own(name: str) -> None:
    with pytest.raises(SuspiciousFileOperation):
        uploads.UploadStorage(name=name)


def test_uploads_are_for_the_server_alone(client: Client, db: None) -> None:
    upload(client, HEADER + GERMANY)
    (file,) = uploads.folder().iterdir()
    assert oct(uploads.folder().stat().st_mode & 0o777) == "0o700"
    assert oct(file.stat().st_mode & 0o777) == "0o600"


def test_a_folder_that_others_may_write_to_is_refused(tmp_path: Path) -> None:
    uploads.folder().chmod(0o777)
    with pytest.raises(SuspiciousFileOperation):
        uploads.folder()


def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    uploads.folder().rmdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    (tmp_path / f"policy-positions-uploads-{os.getuid()}").symlink_to(elsewhere)
    with pytest.raises(SuspiciousFileOperation):
        uploads.folder()


def test_what_was_never_confirmed_is_forgotten(client: Client, db: None) -> None:
    upload(client, HEADER + GERMANY)
    (old,) = uploads.folder().iterdir()
    os.utime(old, (0, 0))
    upload(client, HEADER + GERMANY)
    assert not old.exists()
    assert len(list(uploads.folder().iterdir())) == 1


# who may


@pytest.mark.parametrize(
    ("permissions", "may_import", "may_export"),
    [
        ([], 403, 403),
        (["view_actor"], 403, 200),
        (["add_actor"], 403, 403),
        (["change_actor"], 403, 200),
        (["add_actor", "change_actor"], 403, 200),
        (["add_actor", "change_actor", "publish_actor"], 200, 200),
        (["add_issue", "change_issue", "view_issue"], 403, 403),
    ],
)
def test_import_needs_add_change_and_publish_and_export_needs_view(
    staff: Callable[..., Client], permissions: list[str], may_import: int, may_export: int
) -> None:
    client = staff(*permissions)
    assert client.get(f"{ACTORS}import/").status_code == may_import
    assert upload(client, HEADER + GERMANY).status_code == may_import
    assert client.post(f"{ACTORS}process_import/").status_code == (302 if may_import == 200 else 403)
    assert client.get(f"{ACTORS}export/").status_code == may_export
    assert client.post(f"{ACTORS}export/", {"format": "0"}).status_code == may_export
    assert not Actor.objects.exists()


@pytest.mark.parametrize("permissions", [["view_actor"], ["add_actor", "change_actor", "publish_actor"]])
def test_buttons_are_there_for_who_may(staff: Callable[..., Client], permissions: list[str]) -> None:
    page = staff(*permissions).get(ACTORS).content.decode()
    assert ("import_link" in page, "export_link" in page) == ("add_actor" in permissions, True)


def test_texts_of_sources_are_neither_imported_nor_exported(client: Client) -> None:
    page = client.get("/admin/tracker/document/").content.decode()
    assert "import_link" not in page
    assert "export_link" not in page
    assert client.get("/admin/tracker/document/export/").status_code == 403
    assert client.get("/admin/tracker/document/import/").status_code == 403


# export


def export(client: Client, table: str, file_format: str = "0", query: str = "") -> Any:
    return client.post(f"/admin/tracker/{table}/export/{query}", {"format": file_format})


@pytest.mark.parametrize(
    ("table", "file"),
    [
        ("actor", "actors.csv"),
        ("membership", "memberships.csv"),
        ("issue", "issues.csv"),
        ("position", "positions.csv"),
        ("source", "sources.csv"),
        ("statement", "statements.csv"),
        ("evidence", "evidence.csv"),
        ("commitment", "commitments.csv"),
        ("commitmentevent", "commitment_events.csv"),
    ],
)
def test_an_export_has_the_bytes_of_the_seed_file(
    client: Client, story: Story, tmp_path: Path, table: str, file: str
) -> None:
    call_command("export_seeds", str(tmp_path / "seeds"), stdout=io.StringIO())
    response = export(client, table)
    assert response.content == (tmp_path / "seeds" / file).read_bytes()
    assert response["Content-Disposition"] == f'attachment; filename="{file}"'


def test_an_export_is_imported_again_and_changes_nothing(client: Client, story: Story) -> None:
    for file_format, name in (("0", "statements.csv"), ("1", "statements.xlsx")):
        content = export(client, "statement", file_format).content
        assert "The file changes nothing." in text(upload(client, content, name, table="statement"))


def test_an_export_quotes_what_a_spreadsheet_would_run(client: Client, db: None) -> None:
    make_actor("attack", name="=HYPERLINK(1)", description="@here")
    assert b"attack,'=HYPERLINK(1),,government,,,,,'@here,,published," in export(client, "actor").content
    sheet = load_workbook(io.BytesIO(export(client, "actor", "1").content)).active
    assert [cell.value for cell in sheet[2]][1] == "'=HYPERLINK(1)"
    assert {cell.data_type for cell in sheet[2]} <= {"s", "n"}


def test_an_export_holds_what_the_list_shows(client: Client, story: Story) -> None:
    lines = export(client, "actor", query="?kind__exact=person&q=harper").content.decode().splitlines()
    assert [line.partition(",")[0] for line in lines] == ["slug", "stephen-harper"]
