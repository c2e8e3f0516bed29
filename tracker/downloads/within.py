"""What a file holds of all that its page could show: as its address has it, and in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from tracker.history.asking import Asked
from tracker.history.differing import through
from tracker.history.filters import Applied, labelled
from tracker.history.ledger import LATEST, Ledger
from tracker.history.lens import Lens
from tracker.history.links import Link
from tracker.history.search import PLURALS, chosen
from tracker.history.side_by_side import MatrixPage
from tracker.words import and_list


@dataclass(frozen=True, slots=True)
class Within:
    """`asked` is what stands in the address besides the lens, of what could be read: "actor=canada"; `words`
    say the same. `lens` is None where the page shows today, whatever day is asked for.
    """

    lens: Lens | None = None
    asked: str = ""
    words: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """`?…` with the day: what shows the same again."""
        return self._with(self.lens.on(self.lens.as_of) if self.lens else None)

    @property
    def query_of_any_day(self) -> str:
        return self._with(self.lens.latest if self.lens else None)

    @property
    def in_words(self) -> str:
        """“Issue: own military role in Mali; Without Reuters”; "" for everything."""
        looked = [through(self.lens.switches)] if self.lens and not self.lens.is_whole else []
        return "; ".join([*self.words, *looked])

    def _with(self, lens: Lens | None) -> str:
        query = "&".join(filter(None, (self.asked, lens.query.removeprefix("?") if lens else "")))
        return f"?{query}" if query else ""


def of_list(applied: Applied, lens: Lens | None = None) -> Within:
    """A list as it was narrowed and sorted."""
    return Within(lens, replace(applied, kept="").query, tuple(way.label for way in applied.chosen))


def of_ledger(page: Ledger) -> Within:
    chosen = [(facet, choice) for facet in page.facets for choice in facet.choices if choice.chosen]
    sort = [("sort", each.value) for each in page.sorts if each.chosen and each.value != LATEST]
    return Within(
        page.lens.whole,
        urlencode([*((facet.name, choice.value) for facet, choice in chosen), *sort]),
        tuple(labelled(facet.label, choice.label) for facet, choice in chosen),
    )


def of_search(asked: Asked) -> Within:
    words = [labelled(_("Words"), asked.question.text)] if asked.question else []
    kind = [labelled(_("Kind"), str(PLURALS[asked.kind]))] if asked.kind else []
    narrowed = (tab.label for tab in chosen(asked))
    return Within(None, asked.query().removeprefix("?"), (*words, *kind, *narrowed))


def of_actors(actors: Sequence[Link | None], lens: Lens) -> Within:
    """Those that are compared, whether they were asked for or stand there unasked."""
    known = [actor for actor in actors if actor]
    named = (labelled(_("Actors"), and_list([actor.text for actor in known])),) if known else ()
    return Within(lens, urlencode([("actor", actor.slug) for actor in known]), named)


def of_matrix(page: MatrixPage, lens: Lens) -> Within:
    """`kinds` begin with the one that is shown unasked."""
    kinds = [each for place, each in enumerate(page.kinds) if each.chosen and place]
    return Within(
        lens,
        urlencode([("kind", each.value) for each in kinds]),
        tuple(labelled(_("Kind"), each.label) for each in kinds),
    )
