"""Stories of statements, one line each, that read as tables:

    2013-01-14  baird  2            -> shifts 2
    2013-01-14  aide   3   unnamed  -> signals 2 mixed

When (EDTF), who, the rung taken (`<2` not above it, `>2` not below it, `-` none), what is out of the
ordinary about it; and after `->` what comes of it: its role, the stance once its day is over (`-` for
none), and `mixed`. `-> pressure` is asked of the actor, `-> nothing` has no place on its page.

The ordinary: quoted, firm, declared, in the article `wire` of an outlet of the same name.
"""

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from tracker import edtf
from tracker.stances.line import read_line
from tracker.stances.values import (
    About,
    Act,
    Attribution,
    Authority,
    Bound,
    Firmness,
    Line,
    Point,
    Showing,
    Term,
)


class Speaker(NamedTuple):
    principal: str | None
    authority: Authority


CAST = {
    "canada": Speaker(None, Authority.FORMAL),
    "harper": Speaker("canada", Authority.HEAD),
    "trudeau": Speaker("canada", Authority.HEAD),
    "baird": Speaker("canada", Authority.MINISTER),
    "mackay": Speaker("canada", Authority.MINISTER),
    "envoy": Speaker("canada", Authority.AMBASSADOR),
    "spokesman": Speaker("canada", Authority.SPOKESPERSON),
    "aide": Speaker("canada", Authority.OFFICIAL),
    "dewar": Speaker("ndp", Authority.LEGISLATOR),
    "hollande": Speaker("france", Authority.HEAD),
    "boni": Speaker("african-union", Authority.HEAD),
    "expert": Speaker(None, Authority.OTHER),
}
HARPER = Term("Harper government", "harper", date(2006, 2, 6), date(2015, 11, 4))
TRUDEAU = Term("Trudeau government", "trudeau", date(2015, 11, 4), None)
TERMS = (HARPER, TRUDEAU)


def tell(story: str, **options: Any) -> Line:
    """Read a story's line, check that all comes of it that it says, and return the line."""
    told = [[part.strip() for part in row.split("->")] for row in story.strip().splitlines()]
    points = [point(said, f"s{number:02}") for number, (said, _) in enumerate(told, start=1)]
    line = read(points, **options)
    outcomes = _outcomes(line)
    found = [(said, outcomes.get(p.slug, "nothing")) for (said, _), p in zip(told, points, strict=True)]
    assert found == [(said, expected) for said, expected in told]
    return line


def read(points: list[Point], **options: Any) -> Line:
    known = {"actor": "canada", "about": About.OWN_CONDUCT, "as_of": date(2018, 1, 1), "terms": TERMS}
    return read_line(points, **(known | options))


def points(story: str) -> list[Point]:
    """The statements of a story that says nothing of what comes of them."""
    return [point(said, f"s{number:02}") for number, said in enumerate(story.strip().splitlines(), start=1)]


def point(said: str, slug: str) -> Point:
    when, who, rung, *rest = said.split()
    day, speaker = edtf.parse(when), CAST[who]
    plain = Point(
        slug=slug,
        speaker=who,
        principal=speaker.principal,
        addressee=None,
        rung=None if rung == "-" else int(rung.lstrip("<>")),
        bound=_BOUNDS.get(rung[0], Bound.EXACT),
        act=Act.DECLARES,
        firmness=Firmness.FIRM,
        attribution=Attribution.QUOTED,
        authority=speaker.authority,
        first=day.first,
        last=day.last,
        showings=(Showing("wire", "wire", "wire"),),
    )
    for word in rest:
        plain = replace(plain, **_detail(word))
    return plain


_BOUNDS = {"<": Bound.CEILING, ">": Bound.FLOOR}


def _detail(word: str) -> dict[str, Any]:
    """What one word of a story's line changes: `to:canada`, `in:cp,globe`, `for:none`, `unnamed`…"""
    kind, colon, value = word.partition(":")
    if colon and kind == "to":
        return {"addressee": value}
    if colon and kind == "for":
        return {"principal": None if value == "none" else value}
    if colon and kind == "in":
        return {"showings": tuple(_showing(source) for source in value.split(",") if source)}
    for enum, field in ((Act, "act"), (Firmness, "firmness"), (Attribution, "attribution")):
        if word in list(enum):
            return {field: enum(word)}
    raise ValueError(f"{word!r} says nothing of a statement")


def _showing(source: str) -> Showing:
    """`globe` is its own story; `globe=cp` is the Globe's copy of the wire story cp."""
    outlet, _, story = source.partition("=")
    return Showing(source, outlet, story or outlet)


def _outcomes(line: Line) -> dict[str, str]:
    outcomes = {point.slug: "pressure" for point in line.pressure}
    for step in line.steps:
        stance = "-" if step.stance is None else step.stance
        outcomes[step.point.slug] = f"{step.role} {stance}{' mixed' * step.mixed}"
    return outcomes


def moves(line: Line) -> list[str]:
    """The shifts, in words."""
    return [f"{shift.from_rung} to {shift.to_rung}, {shift.cause}" for shift in line.shifts]


def drawn(line: Line) -> list[str]:
    """The spans, in words."""
    return [
        f"{span.rung}: {span.start} to {span.known_until}"
        + (f", silent to {span.end}" if span.known_until != span.end else "")
        for span in line.spans
    ]
