"""Three states of a record or row against each other: as it was opened, as it is, as it was sent."""

from collections.abc import Mapping
from typing import Any

from django.forms import Field

BOTH, THEIRS, MINE = "both", "theirs", "mine"
"""Who changed a field. The last two are also what can be chosen."""

Values = Mapping[str, Any]
"""Of each field: what a table holds, or what a form sent."""

Fields = Mapping[str, Field]


def differences(fields: Fields, base: Values | None, theirs: Values, mine: Values) -> dict[str, str]:
    """The fields whose sent value is not the one that stands, each with who changed it.

    Without a base nobody can say who did: then it counts as both, so that nothing goes under unseen.
    """
    found = {}
    for name, field in fields.items():
        if sent_is(field, mine[name], theirs[name]):
            continue
        if base is None:
            found[name] = BOTH
        elif same(base[name], theirs[name]):
            found[name] = MINE
        else:
            found[name] = THEIRS if sent_is(field, mine[name], base[name]) else BOTH
    return found


def changed(fields: Fields, base: Values | None, mine: Values) -> bool:
    """Whether what was sent is more than what the page had shown."""
    return base is None or not all(sent_is(field, mine[name], base[name]) for name, field in fields.items())


def same(one: Any, other: Any) -> bool:
    return bool(_plain(one) == _plain(other))


def sent_is(field: Field, sent: Any, value: Any) -> bool:
    """Whether a form's answer says what the table holds; a browser's CR LF is no change of the text."""
    return not (field.has_changed(value, sent) and field.has_changed(_plain(value), _plain(sent)))


def _plain(value: Any) -> Any:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
