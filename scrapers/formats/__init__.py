"""How lists of notices are written: one module a format, shared by the sources that use it.

Each format module has `Options` (what a source's YAML may say about it), `first_requests` (what to
fetch first; mostly what scrapers.formats.asking makes of the YAML) and `parse` (a response in, a
page of items out; pure, and it raises the faults of scrapers.http.faults). A module is a format
when it defines `Options`.
"""
