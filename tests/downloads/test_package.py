"""All that is published in one file: nothing else, described, the same to the byte, loadable elsewhere."""

import hashlib
import io
import json
import zipfile

import pytest
from django.core.management import call_command
from django.utils.translation import override

from tests.factories import make_source, make_statement
from tests.stories import canada_story
from tracker.downloads.package import make_package
from tracker.imports.resources import RESOURCES
from tracker.models import Source, Statement

pytestmark = pytest.mark.django_db


def unpacked(client) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(client.get("/data/positions.zip").content))
    return {name: archive.read(name) for name in archive.namelist()}


def test_it_holds_every_table_as_it_is_described(client):
    canada_story()
    files = unpacked(client)
    described = json.loads(files["datapackage.json"])
    assert [each["path"] for each in described["resources"]] == [f"{each.file}.csv" for each in RESOURCES]
    for each in described["resources"]:
        content = files[each["path"]]
        assert each["bytes"] == len(content)
        assert each["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        header = content.decode().partition("\n")[0].split(",")
        assert [field["name"] for field in each["schema"]["fields"]] == header


def test_what_is_not_public_is_not_in_it(client):
    story = canada_story()
    hidden = make_source("hidden-source", title="Zugzwang", status="draft")
    make_source("copy-of-hidden", copy_of=hidden)
    make_statement("hidden", story.harper, story.issue, 1, status="in_review", source=story.source)
    Statement.objects.filter(slug="harper-one-week").update(tags="Zugzwang")
    whole = b"".join(unpacked(client).values()).decode()
    assert "hidden-source" not in whole
    assert "Zugzwang" not in whole
    assert "\nhidden," not in whole
    assert "copy-of-hidden" in whole


def test_the_same_data_make_the_same_file_and_other_data_another(client):
    canada_story()
    first = make_package()
    assert first.content == make_package().content
    assert client.get("/data/positions.zip.sha256").text == f"{first.sha256}  positions.zip\n"
    assert hashlib.sha256(client.get("/data/positions.zip").content).hexdigest() == first.sha256
    assert first.sha256 in client.get("/data/").text
    Statement.objects.filter(slug="harper-one-week").update(summary="Another.")
    assert make_package().sha256 != first.sha256


def test_it_is_made_anew_only_where_something_was_recorded(client, django_assert_num_queries):
    story = canada_story()
    first = client.get("/data/positions.zip.sha256").text
    with django_assert_num_queries(1):  # whether anything changed
        assert client.get("/data/positions.zip.sha256").text == first
    make_statement("new", story.harper, story.issue, 1, source=story.source)
    assert client.get("/data/positions.zip.sha256").text != first


def test_who_has_it_is_not_sent_it_again(client):
    canada_story()
    tag = client.get("/data/positions.zip")["ETag"]
    again = client.get("/data/positions.zip", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_it_says_what_its_coded_words_mean(client):
    canada_story()
    meant = json.loads(unpacked(client)["codebook.json"])
    assert meant["firmness"]["terms"]["considering"]["label"] == "Considering"
    assert "position" not in meant["firmness"]["terms"]
    with override("fr"):
        assert json.loads(unpacked(client)["codebook.json"]) == meant


def test_the_licence_goes_with_it(client, settings):
    settings.DATA_LICENCE = "ODbL 1.0"
    canada_story()
    files = unpacked(client)
    assert files["README.txt"].decode().endswith("Licence: ODbL 1.0\n")
    assert json.loads(files["datapackage.json"])["licenses"] == [{"name": "ODbL-1.0", "title": "ODbL 1.0"}]
    assert "ODbL 1.0" in client.get("/data/").text


def test_the_usual_licence_has_its_address(client):
    (licence,) = json.loads(unpacked(client)["datapackage.json"])["licenses"]
    assert licence == {
        "name": "CC-BY-4.0",
        "title": "CC BY 4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    }


def test_it_can_be_loaded_into_an_empty_tracker_and_comes_out_the_same(client, tmp_path):
    call_command("import_seeds", verbosity=0, stdout=io.StringIO())
    first = make_package()
    for file in first.files:
        (tmp_path / file.name).write_bytes(file.content)
    for resource in reversed(RESOURCES):
        table = resource.table().model
        table.objects.all()._raw_delete(table.objects.db)
    assert not Source.objects.exists()
    call_command("import_seeds", tmp_path, verbosity=0, stdout=io.StringIO())
    assert make_package().content == first.content


def test_without_data_it_is_there_and_empty(client):
    assert all(file.rows == 0 for file in make_package().files)
    assert client.get("/data/").status_code == 200
