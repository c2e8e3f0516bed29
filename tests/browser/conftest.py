"""A real browser, headless, on the real seeds."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from tests.stories import shipped_seeds

HERE = Path(__file__).parent
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
LAUNCH_ARGS = [
    "--no-sandbox",  # the sandbox does not start for root, which is who tests in a container
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# A desk in light and a phone in dark: no colour of the admin depends on the width, and no place on colours.
LOOKS = [(1280, "light"), (390, "dark")]

SETTLED = """Promise.race([
  Promise.all(document.getAnimations().map((it) => it.finished.catch(() => null))),
  new Promise((resolve) => setTimeout(resolve, 1000)),
])"""
"""What moves has come to its end; a second is enough for all but what moves for ever."""


ASKED = {
    "rules": {"target-size": {"enabled": True}},  # WCAG 2.2, 2.5.8, which axe leaves out unless it is asked
    "resultTypes": ["violations"],  # to tell of all that passes takes as long again
}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: from the first on, an event loop runs beside everything that follows."""
    ours = [item for item in items if HERE in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.browser)
        item.add_marker(pytest.mark.skipif(not CHROMIUM, reason="needs Chromium on the PATH"))
    items.sort(key=lambda item: item in ours)


@pytest.fixture(scope="session", autouse=True)
def _orm_beside_an_event_loop() -> Iterator[None]:
    """Playwright's event loop runs in the tests' own thread, where Django then refuses the database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="session")
def base_url() -> str:
    """None: every test names its server. In place of a plugin's own, which pytest 9.2 warns about."""
    return ""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": LAUNCH_ARGS}


@pytest.fixture
def expected_complaints() -> list[str]:
    """Parts of what the browser will complain of, for a test to fill in before it happens."""
    return []


@pytest.fixture
def page(page: Page, expected_complaints: list[str]) -> Iterator[Page]:
    """A page that must not complain: no script error, nothing that the content policy refused."""
    complaints: list[str] = []

    def note(text: str) -> None:
        if not any(expected in text for expected in expected_complaints):
            complaints.append(f"{page.url}: {text}")

    def note_message(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            note(message.text)

    page.on("console", note_message)
    page.on("pageerror", lambda error: note(str(error)))
    yield page
    if "/admin/" in page.url:  # a form asks while one types: let it have its answer
        page.wait_for_load_state("networkidle")
    assert complaints == []


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """The address of a server with the shipped seeds, loaded for one test and emptied after it."""
    shipped_seeds()
    return live_server.url


def counts(node: dict[str, Any]) -> bool:
    """Not a target that merely lies half behind a bar that stays in view, and comes out with a turn of the
    wheel.
    """
    return not any("obscured" in told["message"] for told in node["any"])


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """Check a page as it stands with axe-core; what it says names rule and element. Also that each target is
    24 pixels large or as far from others.
    """

    def check(page: Page) -> None:
        page.evaluate(SETTLED)  # colours fade from light to dark; what is measured half-way is neither
        found = Axe().run(page, options=ASKED).response["violations"]
        faults = [
            (rule["id"], rule["help"], node["html"])
            for rule in found
            for node in rule["nodes"]
            if counts(node)
        ]
        assert faults == [], page.url

    return check
