"""Two records that are one: found, compared, merged.

candidates  likely duplicates of the tables, and which of them a person found to be two
fields      what the survivor will say, field by field
moves       the rows that will move, those that stand there twice, those that would refer to themselves
merge       all of it written as one change
"""
