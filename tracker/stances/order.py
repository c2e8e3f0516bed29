"""Rules 1 and 7: the order of statements, and what was said by a day."""

from collections.abc import Iterable
from datetime import date

from .values import Point

OrderKey = tuple[date, int, str]


def order(point: Point) -> OrderKey:
    """Sort key: the last day it can have been said, weakest authority first, then slug.

    Slugs are unique, so the order is total, and the same on every engine.
    """
    return (point.last, point.authority, point.slug)


def said_by(points: Iterable[Point], as_of: date) -> list[Point]:
    """What was said by the end of a day, in order. When it came to be known does not count.

    A statement that can have been said later still, such as one dated only to a month that is not
    over, is not counted yet.
    """
    return sorted((point for point in points if point.last <= as_of), key=order)
