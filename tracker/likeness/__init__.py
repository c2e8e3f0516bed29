"""Which records are likely the same, and why: rules on plain values, standard library only.

folding     names, words and web addresses as they compare
pairs       what a proposal is, and how pairs are found without comparing each with each
actors      the same name, a close name, the same Wikidata id
sources     the same address, the same text, the same wire story
statements  the same thing said twice
"""
