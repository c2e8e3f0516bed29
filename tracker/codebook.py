"""What each coding term means, in one line: for the public codebook and for the analyst's forms.

Keyed by the field and by the value as tables and files write it. The issues' own rungs are data.
"""

from collections.abc import Mapping

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
