"""Each engine looks words up in its own index, and begins there."""

import pytest
from django.db import connection

from tracker.models import Statement
from tracker.search.engines import matching
from tracker.search.questions import read_question
from tracker.search.texts import STATEMENTS

pytestmark = pytest.mark.django_db


def plan() -> list[str]:
    found = matching(STATEMENTS, read_question("harper plane"))
    sql, params = f"EXPLAIN QUERY PLAN {found.sql}", found.params
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # of an empty table it would read all, or all of a kind
            cursor.execute("SET LOCAL enable_seqscan = off")
            sql, params = f"EXPLAIN {found.sql.partition(' AND entry.kind')[0]}", params[:1]
        cursor.execute(sql, params)
        return [str(row[-1]) for row in cursor.fetchall()]


def test_words_are_looked_up_in_the_index():
    lines = plan()
    if connection.vendor == "sqlite":
        assert lines[0].startswith("SCAN tracker_search VIRTUAL TABLE INDEX")
        assert lines[1].startswith("SEARCH entry USING INTEGER PRIMARY KEY")
    else:
        assert any("searchentry_by_word" in line for line in lines)


def test_counting_what_is_found_asks_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        found = matching(STATEMENTS, read_question("harper plane"))
        assert Statement.objects.published().filter(pk__in=found).count() == 0
