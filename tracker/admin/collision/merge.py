"""One form's answer out of two people's: what the ordinary validation and saving then gets."""

from collections.abc import Iterable

from django.forms import BooleanField, Field
from django.http import QueryDict

from .compare import THEIRS, Values
from .items import Choices, Item
from .marks import RECORD, Marks, written
from .sheet import Part, Sheet, number_in

CHOICE = "_choose-"
SEEN = "_seen"


def merged(post: QueryDict, parts: Iterable[Part], items: Iterable[Item], chosen: Choices) -> QueryDict:
    """What was sent, with theirs put in wherever it was chosen, and rows numbered as the tables have them."""
    data = without_choices(post)
    taken = {(item.part.name, item.field) for item in items if _choice(item, chosen) == THEIRS}
    tables: dict[str, list[Part]] = {}
    for part in parts:
        tables.setdefault(part.sheet.table.name, []).append(part)
    for name, found in tables.items():
        if name == RECORD:
            _take(data, found[0], "", taken)
        else:
            _number_rows(data, post, found, taken)
    return data


def without_choices(post: QueryDict) -> QueryDict:
    data = post.copy()
    for name in [name for name in data if name == SEEN or name.startswith(CHOICE)]:
        del data[name]
    return data


def opened_at(post: QueryDict, marks: Marks) -> QueryDict:
    """The same answer, as if its page had been opened at these marks."""
    data = post.copy()
    data["version"] = written(marks)
    return data


def _choice(item: Item, chosen: Choices) -> str:
    return chosen.get(item.key, item.default) if item.to_choose else item.default


Taken = set[tuple[str, str]]
"""Fields, and rows as a whole, that are to be theirs."""


def _take(data: QueryDict, part: Part, prefix: str, taken: Taken) -> None:
    for name, field in part.sheet.fields.items():
        if (part.name, name) in taken and part.theirs is not None:
            put(data, field, prefix + name, part.theirs[name])


def put(data: QueryDict, field: Field, name: str, value: object) -> None:
    """Have the form say what a table holds."""
    data.pop(f"{name}-slug", None)  # typed beside a box that searches; it would go first
    if isinstance(field, BooleanField):
        data.pop(name, None)
        if value:
            data[name] = "on"
        return
    value = field.prepare_value(value)
    data[name] = "" if value is None else str(value)


def _number_rows(data: QueryDict, post: QueryDict, parts: list[Part], taken: Taken) -> None:
    sheet = parts[0].sheet
    prefix = sheet.table.name
    for number in range(number_in(post, f"{prefix}-TOTAL_FORMS")):
        _drop(data, f"{prefix}-{number}-")
    standing = [part for part in parts if part.theirs is not None]
    new = [part for part in parts if part.theirs is None and (part.name, "") not in taken and _stays(part)]
    for number, part in enumerate([*standing, *new]):
        row = f"{prefix}-{number}-"
        if part.sent is not None:
            _copy(post, data, f"{prefix}-{part.sent.number}-", row)
        data[f"{row}id"] = str(part.key) if part.theirs is not None else ""
        data[row + _parent(sheet)] = str(sheet.table.record)
        if part.theirs is not None:
            _fill(data, part, part.theirs, row, taken)
    data[f"{prefix}-INITIAL_FORMS"] = str(len(standing))
    data[f"{prefix}-TOTAL_FORMS"] = str(len(standing) + len(new))


def _stays(part: Part) -> bool:
    """Whether a row that does not stand any more is to be made: a new one, or one that comes back."""
    return part.sent is not None and not part.sent.removed


def _fill(data: QueryDict, part: Part, theirs: Values, row: str, taken: Taken) -> None:
    """Bring a row that stands to what was chosen for it."""
    whole = part.sent is None or part.sent.removed
    for name, field in part.sheet.fields.items():
        if whole or (part.name, name) in taken:
            put(data, field, row + name, theirs[name])
    if part.sent is not None and part.sent.removed and (part.name, "") in taken:
        data.pop(f"{row}DELETE", None)


def _parent(sheet: Sheet) -> str:
    return sheet.table.model._meta.get_field(sheet.table.column.removesuffix("_id")).name  # type: ignore[no-any-return]


def _drop(data: QueryDict, start: str) -> None:
    for name in [name for name in data if name.startswith(start)]:
        del data[name]


def _copy(post: QueryDict, data: QueryDict, start: str, to: str) -> None:
    for name in post:
        if name.startswith(start):
            data.setlist(to + name.removeprefix(start), post.getlist(name))
