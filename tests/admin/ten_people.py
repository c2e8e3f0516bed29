"""Ten people at once, for test_ten_people.py: `python -m tests.admin.ten_people PEOPLE ROUNDS`.

One process prepares the database that DATABASE_URL names, and ten are forked off it, each with its own
connection. All begin together; what each was told, and what there is then, is printed as JSON.
"""

import json
import multiprocessing
import os
import sys
from collections import Counter
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402 (once Django is set up)
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from tests.admin.conftest import form_data  # noqa: E402
from tracker.changes.edits import edits  # noqa: E402
from tracker.models import Actor, Changeset, Origin  # noqa: E402

WHY = "Ten people at once"
TOLD = ("after you had opened it", "while you had it open")
PATIENCE = 60  # seconds
processes = multiprocessing.get_context("fork")


class Person:
    """One of ten, signed in; saves through the pages, as a browser would."""

    def __init__(self, number: int) -> None:
        self.name = f"user-{number}"
        self.client = Client()
        self.client.force_login(User.objects.get(username=self.name))
        self.own = _address(f"person-{number}")
        self.shared = _address("shared")

    def save(self, address: str, text: str) -> tuple[str, str]:
        """Open the page, change the description, save: "saved" or "told", and what the page had said."""
        sent = form_data(self.client.get(address))
        answer = self.client.post(address, sent | {"description": text, "change_reason": WHY})
        return _heard(answer), sent.get("description", "")

    def work(self, rounds: int) -> dict[str, Any]:
        own, shared, wrote = [], [], []
        for each in range(rounds):
            text = f"round {each} of {self.name}"
            own.append(self.save(self.own, text)[0])
            answer, seen = self.save(self.shared, text)
            shared.append(answer)
            wrote.append((text, seen))
        return {"own": own, "shared": shared, "wrote": wrote}


def _address(slug: str) -> str:
    return f"/admin/tracker/actor/{Actor.objects.get(slug=slug).pk}/change/"


def _heard(answer: Any) -> str:
    """What a person makes of the answer to a save."""
    if answer.status_code == 302:
        return "saved"
    page = answer.content.decode()
    return "told" if any(words in page for words in TOLD) else f"{answer.status_code}: {page}"


def prepare(people: int) -> None:
    for number in range(people):
        User.objects.create_superuser(f"user-{number}")
        Actor.objects.create(slug=f"person-{number}", name="Someone", kind="person")
    Actor.objects.create(slug="shared", name="Everyone’s", kind="person")


def _one(number: int, rounds: int, together: Any, answers: Any) -> None:
    person = Person(number)
    together.wait(PATIENCE)
    answers.put((number, person.work(rounds)))


def at_once(people: int, rounds: int) -> list[dict[str, Any]]:
    """Each in a process of their own; what each was told, by number."""
    connections.close_all()
    together, answers = processes.Barrier(people), processes.Queue()
    started = [processes.Process(target=_one, args=(it, rounds, together, answers)) for it in range(people)]
    for each in started:
        each.start()
    told = dict(answers.get(timeout=PATIENCE) for _ in started)
    for each in started:
        each.join(PATIENCE)
    assert [each.exitcode for each in started] == [0] * people
    return [told[number] for number in range(people)]


def look() -> dict[str, Any]:
    """All that there is now."""
    by_hand = Changeset.objects.filter(origin=Origin.HAND)
    touched = [Counter(edit.table._meta.model_name for edit in edits(it)) for it in by_hand]
    return {
        "own": {it.slug: _story(it) for it in Actor.objects.filter(slug__startswith="person-")},
        "shared": _story(Actor.objects.get(slug="shared")),
        "changesets": by_hand.count(),
        "of one record each": all(it == {"actor": 1} for it in touched),
    }


def _story(actor: Any) -> dict[str, Any]:
    """What the record says now, and who wrote what, after it was made."""
    versions = actor.history.filter(history_type="~").order_by("history_id").select_related("history_user")
    told = [[it.history_user.username, it.description] for it in versions]
    return {"now": actor.description, "versions": told}


if __name__ == "__main__":
    setup_test_environment()
    people, rounds = map(int, sys.argv[1:])
    call_command("migrate", verbosity=0)
    prepare(people)
    Person(0).client.get(_address("shared"))  # reads what all of them need, once
    print(json.dumps({"told": at_once(people, rounds), "found": look()}))
