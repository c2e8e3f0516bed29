"""The coding screen: a source's text beside the statement's form, and what saving will do."""
