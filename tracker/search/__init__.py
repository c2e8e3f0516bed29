"""Full-text search over the public records, by the database's own means.

folding    words without case, accents and apostrophes
questions  what a reader typed: words, phrases, words to leave out
texts      which words of a record are found
indexing   the entries kept up to date, within the transaction that changes a record
engines    one question in SQLite's words and in PostgreSQL's
marking    where the words stand in a text that is shown
"""
