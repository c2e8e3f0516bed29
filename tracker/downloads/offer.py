"""What one page lets its reader take away, and under which addresses."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, QueryDict
from django.utils.text import slugify

from tracker.history.differing import through
from tracker.history.finding import text
from tracker.history.lens import Lens
from tracker.history.links import Link
from tracker.history.sources import Printed
from tracker.history.stance import StancePage
from tracker.languages import edition

from .citing import CITATIONS, Article, Work
from .embedding import Embed, embed

FILES = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}
DRAWINGS = {"svg": "SVG", "png": "PNG"}
FORMATS = {"bib": "BibTeX", "csl.json": "CSL-JSON"}
LONGEST = 200  # characters of a value that can narrow anything
LONGEST_NAME = 100  # characters of a file's name that say what it is narrowed to


@dataclass(frozen=True, slots=True)
class Offer:
    files: tuple[Link, ...]
    drawings: tuple[Link, ...]
    citations: tuple[Link, ...]
    work: Work | Article | None
    embed: Embed | None  # None where there is nothing to embed


def offer(
    request: HttpRequest,
    title: str = "",
    lens: Lens | None = None,
    *,
    article: Article | None = None,
    drawn: StancePage | None = None,
) -> Offer:
    """Of the page at this address, just as it is filtered. `title`: what is cited; "" for a list, or where
    it is the `article` that the page records; `drawn`: the page itself, where it has a chart.
    """
    base, query = request.path.rstrip("/"), filters(request, lens)
    work = work_of(request, title, lens) if title and lens else article
    return Offer(
        files=_links(FILES, base, query),
        drawings=_links(DRAWINGS, base, query) if drawn else (),
        citations=_links({ending: FORMATS[ending] for ending in CITATIONS}, base, query) if work else (),
        work=work,
        embed=_embed(request, drawn, query) if drawn else None,
    )


def filters(request: HttpRequest, lens: Lens | None = None) -> str:
    """`?…`: what narrows the page, without the place in it; "" for nothing. Of a page with a lens only what
    could be read.
    """
    if lens is not None:
        return lens.query_with(axis="scale" if request.GET.get("axis") == "scale" else "")
    asked = QueryDict(mutable=True)
    for name, values in request.GET.lists():
        if name != "page":
            asked.setlist(name, [value for value in values if len(value) <= LONGEST])
    return _query(asked)


def work_of(request: HttpRequest, title: str, lens: Lens) -> Work:
    """The page under the address that will show the same: with its day, and whatever it leaves out, which
    its title names.
    """
    path = page_path(request)
    address = request.build_absolute_uri(path + lens.on(lens.as_of).query)
    named = title if lens.is_whole else f"{title} ({through(lens.switches)})"
    return Work(key(path, lens.as_of, lens.latest.query), named, address, lens.as_of, lens.today, edition())


def article_of(request: HttpRequest, source: Printed, today: date) -> Article:
    """What the page of a source records."""
    path = page_path(request)
    return Article(key(path, today), source, request.build_absolute_uri(path), today)


def site_of(request: HttpRequest) -> str:
    """Scheme and host, before every address that leaves the site."""
    return f"{request.scheme}://{request.get_host()}"


def page_path(request: HttpRequest) -> str:
    """Of the page, where the address is that of one of its files."""
    above, _, last = request.path.rpartition("/")
    name = last.partition(".")[0]
    return f"{above}/{name}/" if name else request.path


def key(path: str, day: date, query: str = "") -> str:
    """A name for a file or a citation: `issues-military-role-mali-canada-without-unnamed-2013-01-16`."""
    place = slugify(path.strip("/").replace("/", "-")) or "positions"
    narrowed = (f"{name} {' '.join(values)}" for name, values in QueryDict(query.lstrip("?")).lists())
    asked = slugify(" ".join(narrowed).replace("_", " "))[:LONGEST_NAME].strip("-")
    return "-".join(filter(None, (place, asked, day.isoformat())))


def _query(asked: QueryDict) -> str:
    return f"?{asked.urlencode()}" if asked else ""


def _links(labels: dict[str, str], base: str, query: str) -> tuple[Link, ...]:
    return tuple(Link(label, f"{base}.{ending}{query}", ending) for ending, label in labels.items())


def _embed(request: HttpRequest, page: StancePage, query: str) -> Embed:
    address = request.build_absolute_uri(f"{request.path}embed/{query}")
    return embed(address, page.title, text(page.finding), page.charts)
