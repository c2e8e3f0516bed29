"""What each coding term means, in one line: for the public codebook and for the analyst's forms.

Keyed by the field and by the value as tables and files write it. The issues' own rungs are data.
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Rule(NamedTuple):
    """A rule in readers' words; its number is that of `tracker/stances` and of the address #rule-4."""

    name: Promise
    says: Promise
    why: Promise


MEANINGS: Mapping[str, Mapping[str, Promise]] = {
    "act": {
        "declares": _("Says where it stands."),
        "pledges": _("Promises something of its own: troops, a plane, money, a vote."),
        "requests": _("Asks someone else to do something."),
        "criticises": _("Finds fault with what someone else does or leaves undone."),
        "acts": _("Does it: a vote, a deployment, a payment. The deed counts, not the word."),
    },
    "bound": {
        "exact": _("Takes just this rung of the ladder."),
        "ceiling": _("Rules out everything above this rung: “no combat troops”. Not itself a position."),
        "floor": _("Rules out everything below this rung: “at least trainers”. Not itself a position."),
    },
    "firmness": {
        "considering": _("Still looking at it: examining, weighing, not ruled out. Never moves the line."),
        "conditional": _("Will, if a named condition is met. Counts as a position."),
        "firm": _("Will, or will not, without a condition."),
        "done": _("Reports as done, or does it."),
    },
    "attribution": {
        "quoted": _("The speaker’s own words, in quotation marks."),
        "paraphrased": _("The speaker is named; the words are the reporter’s."),
        "spokesperson": _("Said by someone whose office it is to speak for another."),
        "unnamed": _("The source is not named: “a senior aide”. A signal only."),
        "characterised": _(
            "The press’s own reading of a stance, with no utterance behind it. A signal only."
        ),
        "formal": _(
            "A decision of a body, or an act of a state, that the source names and tells as a fact: a "
            "resolution, an agreement, a formal request or protest, an offer, a payment, a deployment. The "
            "strongest voice of its day."
        ),
    },
    "words_of": {
        "speaker": _("Direct speech: every word of it stands in quotation marks, or in a transcript."),
        "article": _(
            "Paraphrase, narration, a headline. It shows the statement; nobody is to be quoted with it."
        ),
    },
    "role": {
        "opens": _("The first position found on record. The line starts here."),
        "shifts": _("Takes another rung than the line stood at. The line moves."),
        "reaffirms": _("Takes the same rung again. The line is confirmed."),
        "limits": _(
            "A ceiling or floor that the line already respects. It stands until something crosses it."
        ),
        "signals": _(
            "Unnamed, characterised by the press, or only considering. Shown, never moving the line."
        ),
        "yields": _("On record, but a stronger voice said otherwise on the same day."),
        "declines": _("Spoke on the question and took no position. Not the same as silence."),
        "pressure": _("What another asked of this actor, or criticised in it. Not its own stance."),
        "aside": _("What this actor asked of others on a question of their own conduct. Not its own stance."),
        "told": _("What another said to this actor without asking for anything: thanks, a word in touch."),
    },
    "rank": {
        "head": _("Decides for the state or its government: a president, a prime minister."),
        "minister": _("Heads a ministry, and speaks for the government on its matter."),
        "ambassador": _("Stands for it abroad, or at an organisation."),
        "spokesperson": _("Holds the office of speaking for another."),
        "official": _("Serves it, civil or in uniform: an adviser, a director, a general."),
        "legislator": _("Sits in a parliament."),
        "other": _("Anything else. The weakest voice of a day."),
    },
    "dated": {
        "stated": _("The source itself gives the day on which it was published."),
        "inferred": _("The day was worked out; the source’s page says from what."),
    },
    "kind": {
        "troops": _("People in uniform, armed or not."),
        "equipment": _("Aircraft, vehicles, weapons, with or without crew."),
        "funds": _("Money, unless meant for relief."),
        "training": _("Instructors, courses, mentoring."),
        "humanitarian": _("Relief: food, shelter, medicine, or money for them."),
        "diplomacy": _("A vote, a mediation, a visit, recognition."),
        "other": _("Anything else that can be kept or broken."),
    },
    "turn": {
        "made": _("Pledged for the first time."),
        "reaffirmed": _("Pledged again, with nothing changed."),
        "extended": _("Given more time."),
        "increased": _("More than before."),
        "reduced": _("Less than before."),
        "split": _("Divided among places or tasks."),
        "delivered_in_part": _("Some of it has come."),
        "delivered": _("All of it has come."),
        "lapsed": _("Its time ran out, or it was left to be forgotten."),
        "withdrawn": _("Taken back, openly."),
        "broken": _("The maker did what it had pledged not to do, or said it would not keep it."),
    },
    "status": {
        "open": _("Pledged, and neither delivered nor ended; a promise not to do something stays open."),
        "delivered_in_part": _("Some of it has come."),
        "delivered": _("All of it has come."),
        "lapsed": _("Its time ran out, or it was left to be forgotten."),
        "withdrawn": _("Taken back, openly."),
        "broken": _("Not kept, by word or deed."),
    },
}

RULES: tuple[Rule, ...] = (
    Rule(
        pgettext_lazy("a rule", "Order"),
        _(
            "Statements stand in the order of the last day on which each can have been said. Of one day’s "
            "voices the strongest has the day: a formal decision or act, then a head of state or "
            "government, a minister, an ambassador, a spokesperson, an official. What moved the line is told "
            "before what is measured against it, a request before its answer. Of voices that agree, the one "
            "that pledges or acts shows a shift, rather than one that only speaks for it."
        ),
        _(
            "Nobody can have known a statement before it was made; and on a day of many voices a reader "
            "wants the one that decides."
        ),
    ),
    Rule(
        _("The line"),
        _(
            "What is said on record, and is conditional, firm or done, moves the line. Unnamed sources, "
            "the press’s own reading and what is only being considered are signals: shown, never moving "
            "it. On a question of an actor’s own conduct, what it asks of others is not its stance; on "
            "their pages it is pressure."
        ),
        _("A line is what an actor can be held to. Nobody can be held to what an unnamed aide said."),
    ),
    Rule(
        pgettext_lazy("a rule", "Limits"),
        _(
            "“No combat troops” is a ceiling, not a rung. A ceiling or floor moves the line only where "
            "the line lies beyond it, and then just to it. Otherwise it stands as a limit until something "
            "crosses it."
        ),
        _("To rule something out is not to promise what lies below it."),
    ),
    Rule(
        pgettext_lazy("a rule", "Shift"),
        _(
            "Two neighbours on the line that take different rungs are a shift. Its cause is the same "
            "speaker, another speaker of the same government, or a new government. The same rung again is "
            "a reaffirmation."
        ),
        _("A change of mind, a change of voice and a change of government are three different things."),
    ),
    Rule(
        _("Mixed message"),
        _(
            "A statement that differs from the line on its own day without moving it: the aide who says "
            "“weeks” while the prime minister names no end."
        ),
        _("What does not count for the line can still be the news."),
    ),
    Rule(
        _("Silence"),
        _(
            "Once nothing has confirmed the line for a year, it is stale. It says so, and is dotted from "
            "its last confirmation on."
        ),
        _("That nothing was heard is no proof that nothing changed."),
    ),
    Rule(
        pgettext_lazy("a rule", "As of"),
        _("All of this holds for any day, from what had been said by then."),
        _(
            "A stance must not be judged by what was said after it. It goes by the day on which something "
            "was said, not by that of the article: one of 16 January can tell of the 12th."
        ),
    ),
    Rule(
        pgettext_lazy("a rule", "Evidence"),
        _(
            "A shift that rests on one story says so. Copies of one wire story count as one. A class of "
            "evidence can be left out; the line is then derived anew."
        ),
        _("Ten papers that print one agency’s report are one witness."),
    ),
    Rule(
        _("Commitments"),
        _(
            "A commitment’s status, quantity and deadline follow from its turns. Amounts keep their "
            "hedge: up to, at least, about. What is said to come on top adds to them, what is counted in "
            "another unit stands beside them, and counts that differ stand side by side, never averaged. "
            "What was delivered is as last reported."
        ),
        _("“Up to 200” is not 200, and two sources that differ have no true middle."),
    ),
)
"""The nine rules, in their order."""
