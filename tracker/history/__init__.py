"""The read side: what each page shows, as frozen values. The only caller of the rules.

Every function that depends on time takes the day. Templates get these values and never a record,
so that no page can wander from a published record to one that is not.
"""
