"""What each coding term means, in one line: for the public codebook and for the analyst's forms.

Keyed by the field and by the value as tables and files write it. The issues' own rungs are data.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Rule(NamedTuple):
    """A rule in readers' words; its number is that of `tracker/stances` and of the address #rule-4."""

    name: str
    says: str
    why: str


MEANINGS: Mapping[str, Mapping[str, str]] = {
    "act": {
        "declares": "Says where it stands.",
        "pledges": "Promises something of its own: troops, a plane, money, a vote.",
        "requests": "Asks someone else to do something.",
        "criticises": "Finds fault with what someone else does or leaves undone.",
        "acts": "Does it: a vote, a deployment, a payment. The deed counts, not the word.",
    },
    "bound": {
        "exact": "Takes just this rung of the ladder.",
        "ceiling": "Rules out everything above this rung: “no combat troops”. Not itself a position.",
        "floor": "Rules out everything below this rung: “at least trainers”. Not itself a position.",
    },
    "firmness": {
        "considering": "Still looking at it: examining, weighing, not ruled out. Never moves the line.",
        "conditional": "Will, if a named condition is met. Counts as a position.",
        "firm": "Will, or will not, without a condition.",
        "done": "Reports as done, or does it.",
    },
    "attribution": {
        "quoted": "The speaker’s own words, in quotation marks.",
        "paraphrased": "The speaker is named; the words are the reporter’s.",
        "spokesperson": "Said by someone whose office it is to speak for another.",
        "unnamed": "The source is not named: “a senior aide”. A signal only.",
        "characterised": "The press’s own reading of a stance, with no utterance behind it. A signal only.",
        "formal": "A formal decision: a resolution, a vote, a signed text. The strongest voice of its day.",
    },
    "role": {
        "opens": "The first position found on record. The line starts here.",
        "shifts": "Takes another rung than the line stood at. The line moves.",
        "reaffirms": "Takes the same rung again. The line is confirmed.",
        "limits": "A ceiling or floor that the line already respects. It stands until something crosses it.",
        "signals": "Unnamed, characterised by the press, or only considering. Shown, never moving the line.",
        "yields": "On record, but a stronger voice said otherwise on the same day.",
        "declines": "Spoke on the question and took no position. Not the same as silence.",
        "pressure": "What another asked of this actor. Not its own stance.",
        "aside": "What this actor asked of others on a question of their own conduct. Not its own stance.",
        "told": "What another said to this actor without asking for anything: thanks, a word in touch.",
    },
    "rank": {
        "head": "Decides for the state or its government: a president, a prime minister.",
        "minister": "Heads a ministry, and speaks for the government on its matter.",
        "ambassador": "Stands for it abroad, or at an organisation.",
        "spokesperson": "Holds the office of speaking for another.",
        "official": "Serves it, civil or in uniform: an adviser, a director, a general.",
        "legislator": "Sits in a parliament.",
        "other": "Anything else. The weakest voice of a day.",
    },
    "kind": {
        "troops": "People in uniform, armed or not.",
        "equipment": "Aircraft, vehicles, weapons, with or without crew.",
        "funds": "Money, unless meant for relief.",
        "training": "Instructors, courses, mentoring.",
        "humanitarian": "Relief: food, shelter, medicine, or money for them.",
        "diplomacy": "A vote, a mediation, a visit, recognition.",
        "other": "Anything else that can be kept or broken.",
    },
    "turn": {
        "made": "Pledged for the first time.",
        "reaffirmed": "Pledged again, with nothing changed.",
        "extended": "Given more time.",
        "increased": "More than before.",
        "reduced": "Less than before.",
        "split": "Divided among places or tasks.",
        "delivered_in_part": "Some of it has come.",
        "delivered": "All of it has come.",
        "lapsed": "Its time ran out, or it was left to be forgotten.",
        "withdrawn": "Taken back, openly.",
        "broken": "The maker did what it had pledged not to do, or said it would not keep it.",
    },
    "status": {
        "open": "Pledged, nothing delivered yet.",
        "delivered_in_part": "Some of it has come.",
        "delivered": "All of it has come.",
        "lapsed": "Its time ran out, or it was left to be forgotten.",
        "withdrawn": "Taken back, openly.",
        "broken": "Not kept, by word or deed.",
    },
}

RULES: tuple[Rule, ...] = (
    Rule(
        "Order",
        "Statements stand in the order of the last day on which each can have been said. Of one day’s "
        "voices the strongest has the day: a formal decision, then a head of state or government, a "
        "minister, an ambassador, a spokesperson, an official.",
        "Nobody can have known a statement before it was made; and on a day of many voices a reader "
        "wants the one that decides.",
    ),
    Rule(
        "The line",
        "What is said on record, and is conditional, firm or done, moves the line. Unnamed sources, "
        "the press’s own reading and what is only being considered are signals: shown, never moving "
        "it. On a question of an actor’s own conduct, what it asks of others is not its stance; on "
        "their pages it is pressure.",
        "A line is what an actor can be held to. Nobody can be held to what an unnamed aide said.",
    ),
    Rule(
        "Limits",
        "“No combat troops” is a ceiling, not a rung. A ceiling or floor moves the line only where "
        "the line lies beyond it, and then just to it. Otherwise it stands as a limit until something "
        "crosses it.",
        "To rule something out is not to promise what lies below it.",
    ),
    Rule(
        "Shift",
        "Two neighbours on the line that take different rungs are a shift. Its cause is the same "
        "speaker, another speaker of the same government, or a new government. The same rung again is "
        "a reaffirmation.",
        "A change of mind, a change of voice and a change of government are three different things.",
    ),
    Rule(
        "Mixed message",
        "A statement that differs from the line on its own day without moving it: the aide who says "
        "“weeks” while the prime minister names no end.",
        "What does not count for the line can still be the news.",
    ),
    Rule(
        "Silence",
        "Once nothing has confirmed the line for a year, it is stale. It says so, and is dotted from "
        "its last confirmation on.",
        "That nothing was heard is no proof that nothing changed.",
    ),
    Rule(
        "As of",
        "All of this holds for any day, from what had been said by then.",
        "What was known then must not be judged by what came later.",
    ),
    Rule(
        "Evidence",
        "A shift that rests on one story says so. Copies of one wire story count as one. A class of "
        "evidence can be left out; the line is then derived anew.",
        "Ten papers that print one agency’s report are one witness.",
    ),
    Rule(
        "Commitments",
        "A commitment’s status, quantity and deadline follow from its turns. Amounts keep their "
        "hedge: up to, at least, about. What is said to come on top adds to them, what is counted in "
        "another unit stands beside them, and counts that differ stand side by side, never averaged. "
        "What was delivered is as last reported.",
        "“Up to 200” is not 200, and two sources that differ have no true middle.",
    ),
)
"""The nine rules, in their order."""
