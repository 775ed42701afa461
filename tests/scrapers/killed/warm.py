"""What every run loads and works out, done once: processes that are forked from here begin at once.

All of it is done in this thread: one that is at work while a process is forked leaves its locks
taken there for ever.
"""

import pandas as pd
import pandera.pandas as pa
import psycopg  # noqa: F401
import rich.table  # noqa: F401

import atlas.edition  # noqa: F401
import scrapers.cli
import scrapers.formats.json_api
import scrapers.rows  # noqa: F401
from scrapers.classify import classify
from scrapers.normalise.text import soup

# Labels are worked out when they are asked for: all of them are.
_ = classify("Recall of exosome serum", "A test.").evidence
soup("<main>").select_one("main")
pa.DataFrameSchema({"id": pa.Column(nullable=False)}).validate(pd.DataFrame({"id": ["invented"]}))
