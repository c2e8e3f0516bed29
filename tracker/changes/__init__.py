"""What was changed, read back and taken back: the other half of models/changes.py.

tables     what is tracked, and which rows belong to which record
edits      what a changeset did to each record: before and after
naming     what a record is called, and its values, in words
describe   the same in an analyst's words
versions   a record with its rows, as of any changeset
writing    put records back to a state that they had
undo       a changeset taken back as a whole; a deleted record, an earlier version restored
"""
