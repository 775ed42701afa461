"""What every run loads, loaded once: processes that are forked from here begin at once."""

import psycopg  # noqa: F401

import atlas.edition  # noqa: F401
import scrapers.cli
import scrapers.formats.json_api
import scrapers.publish  # noqa: F401
from scrapers.classify import classify

classify("Recall of exosome serum", "A test.")
