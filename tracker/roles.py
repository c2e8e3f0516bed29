"""The four groups of people who work here, each with all that the one before it may do.

A migration calls `grant_roles`; one that adds a table or a permission calls it again. What an
administrator gave a group beyond this stays.
"""

from typing import Any

NOUNS = ("actor", "issue", "source", "statement", "commitment")
ROWS = ("membership", "position", "document", "evidence", "commitmentevent")
PEOPLE = ("user", "group")
MERGED = ("notduplicate", "redirect")
NAMES = {
    "commitmentevent": "commitment turn",
    "changeset": "change",
    "notduplicate": "pair that is no duplicate",
    "redirect": "old address",
}
"""What Django's own permissions call a table, where that is not its name."""

WRITE = ("add", "change", "delete")

Grant = tuple[str, str, str]  # app, table, what may be done


def _grants(app: str, tables: tuple[str, ...], actions: tuple[str, ...]) -> list[Grant]:
    return [(app, table, action) for table in tables for action in actions]


_VIEWER = _grants("tracker", (*NOUNS, *ROWS, *MERGED, "changeset", "report"), ("view",))
_ANALYST = [
    *_VIEWER,
    *_grants("tracker", (*NOUNS, *ROWS), WRITE),
    *_grants("tracker", ("notduplicate",), ("delete",)),
]
_EDITOR = [
    *_ANALYST,
    *_grants("tracker", NOUNS, ("publish", "merge")),
    *_grants("tracker", ("changeset",), ("undo",)),
    *_grants("tracker", ("report",), ("change",)),
]
_ADMINISTRATOR = [*_EDITOR, *_grants("auth", PEOPLE, ("view", *WRITE))]

ROLES: dict[str, list[Grant]] = {
    "viewer": _VIEWER,
    "analyst": _ANALYST,
    "editor": _EDITOR,
    "administrator": _ADMINISTRATOR,
}


def grant_roles(apps: Any, using: str) -> None:
    """Make the groups and give them their permissions, both where they are missing.

    Django makes permissions only after the last migration has run: those needed here are made here,
    as it would make them.
    """
    found = {grant: _permission(apps, using, grant) for grant in ROLES["administrator"]}
    groups = apps.get_model("auth", "Group").objects.using(using)
    for role, grants in ROLES.items():
        group, _ = groups.get_or_create(name=role)
        group.permissions.add(*(found[grant] for grant in grants))


def _permission(apps: Any, using: str, grant: Grant) -> Any:
    app, table, action = grant
    types = apps.get_model("contenttypes", "ContentType").objects.using(using)
    about, _ = types.get_or_create(app_label=app, model=table)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    name = f"Can {action} {NAMES.get(table, table)}"
    return permissions.get_or_create(
        content_type_id=about.pk, codename=f"{action}_{table}", defaults={"name": name}
    )[0]


def remove_roles(apps: Any, using: str) -> None:
    """Take back the groups, and the permissions that only they made."""
    apps.get_model("auth", "Group").objects.using(using).filter(name__in=ROLES).delete()
    made = [f"{action}_{noun}" for noun in NOUNS for action in ("publish", "merge")]
    apps.get_model("auth", "Permission").objects.using(using).filter(
        content_type__app_label="tracker", codename__in=made
    ).delete()
