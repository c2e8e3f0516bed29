"""The seed files as they stand, read without Django, and the articles that they were coded from."""

import csv
import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"

Row = Mapping[str, str]


def table(name: str) -> list[Row]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def texts(articles: Path) -> dict[str, str]:
    """The text of each article at hand, by the SHA-256 of its bytes."""
    files = (path.read_bytes() for path in sorted(articles.glob("*.txt")))
    return {hashlib.sha256(content).hexdigest(): content.decode("utf-8") for content in files}
