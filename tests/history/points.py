"""Points and ladders for tests of the read side, without a database."""

from datetime import date
from typing import Any

from tracker.history.cards import Card, Fragment
from tracker.history.links import Link, Rung
from tracker.stances.line import read_line
from tracker.stances.values import About, Act, Attribution, Authority, Bound, Firmness, Line, Point, Term

LABELS = ("No role", "Airlift", "Trainers", "Combat")
RUNGS = {value: Rung(value, label, "", f"/codebook/#{value}", "") for value, label in enumerate(LABELS)}
HARPER = Term("Harper government", "harper", date(2006, 2, 6), date(2015, 11, 3))
TRUDEAU = Term("Trudeau government", "trudeau", date(2015, 11, 4), None)


def point(day: str, rung: int | None, **kw: Any) -> Point:
    """A firm, quoted declaration by Harper for Canada."""
    said = date.fromisoformat(day)
    values: dict[str, Any] = {
        "slug": f"s{day}-{rung}-{kw.get('speaker', '')}",
        "speaker": "harper",
        "principal": "canada",
        "addressee": None,
        "rung": rung,
        "bound": Bound.EXACT,
        "act": Act.DECLARES,
        "firmness": Firmness.FIRM,
        "attribution": Attribution.QUOTED,
        "authority": Authority.HEAD,
        "first": said,
        "last": said,
    }
    return Point(**values | kw)


def line(*points: Point, as_of: str = "2013-12-31", terms: tuple[Term, ...] = (HARPER, TRUDEAU)) -> Line:
    return read_line(
        points, actor="canada", about=About.OWN_CONDUCT, as_of=date.fromisoformat(as_of), terms=terms
    )


def card(of: Point, words: str = "", words_of: str = "speaker") -> Card:
    """What a page would know of a point."""
    nowhere, edtf = Link("", "#"), of.last.isoformat()
    speaker = Link(of.speaker.title(), "#")
    whose = Link((of.principal or of.speaker).title(), "#")
    fragment = Fragment(words, Link("", "#", words_of), nowhere, "", "", edtf, "")
    return Card(
        slug=of.slug,
        url="#",
        summary=f"Summary of {of.slug}.",
        speaker=speaker,
        short_name=speaker.text,
        short_whose=whose.text,
        role="",
        principal=whose,
        addressee=None,
        issue=nowhere,
        line=nowhere,
        rung=None if of.rung is None else RUNGS[of.rung],
        bound=Link(of.bound.value, "#", of.bound.value),
        act=nowhere,
        firmness=Link(of.firmness.value, "#", of.firmness.value),
        condition="",
        attribution=Link(of.attribution.value, "#", of.attribution.value),
        said_on=edtf,
        first=of.first,
        last=of.last,
        date_basis="",
        note="",
        fragments=(fragment,) if words else (),
    )
