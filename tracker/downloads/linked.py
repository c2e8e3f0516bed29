"""What a page says, for machines: schema.org as JSON-LD.

A statement is a Claim (https://schema.org/Claim) that appears as a Quotation in an article; a stance page
is a Dataset of such claims, with its files. Only of the speaker's own words a Quotation says who spoke them
(https://schema.org/spokenByCharacter); others are the article's.

A claim is one thing, in whatever language it is told: its `@id` is the English address on every page, and
`url` the page's own.
"""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from tracker import edtf
from tracker.history.cards import Card, Fragment
from tracker.history.finding import text
from tracker.history.links import Link
from tracker.history.stance import StancePage
from tracker.languages import edition, reading

from .citing import SITE
from .offer import Offer

_PEOPLE = ("person", "unnamed")
# As Django's json_script: no word of the data can end the element that holds it.
_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def claim(card: Card, site: str) -> SafeString:
    """`site`: scheme and host, before every address."""
    return _written(_claim(card, site))


def dataset(page: StancePage, take: Offer, site: str) -> SafeString:
    """The actor's own statements on the line, and the files in which they are."""
    own = [entry.card for entry in page.entries if entry.stance or entry.role.kind == "signals"]
    described = {
        "@type": "Dataset",
        "@id": site + _in_english(page.url),
        "inLanguage": reading(),
        "name": page.title,
        "description": text(page.finding),
        "creator": {"@type": "Organization", "name": SITE, "url": f"{site}/"},
        "license": settings.DATA_LICENCE,
        "isAccessibleForFree": True,
        "temporalCoverage": f"{own[0].first.isoformat()}/{own[-1].last.isoformat()}" if own else None,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": file.kind, "contentUrl": site + file.url}
            for file in take.files
        ],
        "hasPart": [_claim(card, site) for card in own],
    }
    return _written(described)


def _claim(card: Card, site: str) -> dict[str, Any]:
    return {
        "@type": "Claim",
        "@id": site + _in_english(card.url),
        "inLanguage": reading(),
        "url": site + card.url,
        "name": card.title,
        "text": card.summary,
        "author": _party(card.whose, site),
        "about": {"@type": "Thing", "name": card.issue.text, "url": site + card.issue.url},
        "dateCreated": _day(card.said_on),
        "appearance": [_quotation(fragment, card.speaker, site) for fragment in card.fragments],
    }


def _in_english(url: str) -> str:
    """The address of the same page without its language."""
    return url.removeprefix(f"/{edition()}") if edition() else url


def _quotation(fragment: Fragment, speaker: Link, site: str) -> dict[str, Any]:
    """Words that stand in an article, its own or those of the speaker."""
    return {
        "@type": "Quotation",
        "text": fragment.words,
        "spokenByCharacter": _party(speaker, site) if fragment.spoken else None,
        "isPartOf": {
            "@type": "NewsArticle",
            "headline": fragment.source.text,
            "url": site + fragment.source.url,
            "publisher": {"@type": "Organization", "name": fragment.outlet},
            "author": fragment.byline or None,
            "datePublished": _day(fragment.published_on),
        },
    }


def _party(actor: Link, site: str) -> dict[str, Any]:
    kind = "Person" if actor.kind in _PEOPLE else "Organization"
    return {"@type": kind, "name": actor.text, "url": site + actor.url}


def _day(text: str) -> str | None:
    """An EDTF date where it is also an ISO 8601 one: schema.org knows no “about” and no interval."""
    return None if not text or "/" in text or edtf.parse(text).approximate else text


def _written(described: dict[str, Any]) -> SafeString:
    whole = {"@context": "https://schema.org", **_without_gaps(described)}
    return mark_safe(json.dumps(whole, ensure_ascii=False).translate(_ESCAPED))  # noqa: S308 (escaped here)


def _without_gaps(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_gaps(held) for name, held in value.items() if held is not None}
    return [_without_gaps(held) for held in value] if isinstance(value, list) else value
