"""Regulators' sites read into notices: fetched politely, archived, parsed, normalised, classified.

`scrapers` imports `atlas`, never the other way round.
"""
