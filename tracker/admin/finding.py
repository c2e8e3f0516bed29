"""How words are found in a table: the same way in a list, in a form's box and across everything.

Every word must stand somewhere in the record or in a record that it names. Large and small letters
are one, and so are letters with and without accents, in SQLite and in PostgreSQL: where a text is plain
ASCII, a LIKE decides, which is quick; any other is read by a regular expression in which each letter
of the word stands for all of its forms. No index helps with either. In 50,000 statements both take
tenths of a second: tests/benchmarks/admin_lists.py.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from unicodedata import combining, normalize

from django.db.models import F, Func, IntegerField, Q, QuerySet
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan
from django.http import HttpRequest
from django.utils.text import smart_split, unescape_string_literal

MOST_WORDS = 12  # more are a sentence pasted by mistake
LONGEST = 200  # characters of one word


def words_of(question: str) -> list[str]:
    """Its words; what stands in quotation marks is one."""
    found = []
    for bit in smart_split(question):
        if bit[0] == bit[-1] and bit[0] in "\"'" and len(bit) > 1:
            bit = unescape_string_literal(bit)
        found += [bit.strip()[:LONGEST]] if bit.strip() else []
    return found[:MOST_WORDS]


def pattern_of(word: str) -> str:
    """A regular expression for the word in any spelling of its accents."""
    return "".join(map(_any_form, fold(word)))


def fold(text: str) -> str:
    """Without accents, in small letters."""
    parts = normalize("NFD", text.replace("’", "'"))
    return "".join(letter for letter in parts if not combining(letter)).lower()


def _forms() -> dict[str, str]:
    """The Latin letters with accents, by the letter that they are without."""
    forms: dict[str, str] = defaultdict(str)
    for code in range(0xC0, 0x250):
        plain = fold(chr(code))
        if len(plain) == 1 and plain != chr(code):
            forms[plain] += chr(code)
    return {**forms, "'": "’"}


FORMS = _forms()


def _any_form(letter: str) -> str:
    if letter not in FORMS:
        return re.escape(letter)
    return f"[{letter}{FORMS[letter]}]"


class Octets(Func):
    """The length of a text in bytes, which is more than in characters where one is not ASCII."""

    function = "OCTET_LENGTH"
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite knows the function only since 3.43."""
        return self.as_sql(compiler, connection, template="LENGTH(CAST(%(expressions)s AS BLOB))", **context)


def find(rows: QuerySet[Any], fields: Iterable[str], question: str) -> QuerySet[Any]:
    """The rows with all words of the question in their own `fields`, or in those of a related table.

    A related table is asked once, for the keys of its rows, and not joined: no row comes twice.
    """
    names = list(fields)
    for word in words_of(question):
        rows = rows.filter(_has(rows.model, names, word))
    return rows


def _has(model: Any, fields: list[str], word: str) -> Q:
    own = [name for name in fields if "__" not in name]
    related: dict[str, list[str]] = defaultdict(list)
    for name in fields:
        relation, _, inner = name.partition("__")
        related[relation] += [inner] if inner else []
    found = _any(own, word)
    for relation, columns in related.items():
        if columns:
            found |= _through(model, relation, columns, word)
    return found


def _any(names: list[str], word: str) -> Q:
    found = Q()
    for name in names:
        beyond_ascii = Q(GreaterThan(Octets(F(name)), Length(name)))
        found |= Q(**{f"{name}__icontains": fold(word)})
        found |= beyond_ascii & Q(**{f"{name}__iregex": pattern_of(word)})
    return found


def _through(model: Any, relation: str, names: list[str], word: str) -> Q:
    field = model._meta.get_field(relation)
    rows = field.related_model._default_manager.order_by().filter(_any(names, word))
    if field.concrete:
        return Q(**{f"{relation}__in": rows.values("pk")})
    return Q(pk__in=rows.values(field.field.attname))


class FindsWords:
    """A ModelAdmin whose `search_fields` name columns, or relation__column."""

    search_fields: Any = ()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        fields: list[str] = list(self.get_search_fields(request))  # type: ignore[attr-defined]
        return (find(queryset, fields, search_term) if fields else queryset), False
