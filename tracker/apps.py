"""The one application of the project."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = "Policy positions"

    def ready(self) -> None:
        from tracker.search import following

        following.start()
        post_migrate.connect(_index_what_was_there, sender=self)


def _index_what_was_there(**kwargs: Any) -> None:
    from tracker.search import following

    following.catch_up()
