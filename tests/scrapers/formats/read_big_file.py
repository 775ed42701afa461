"""Reads an invented file of 16 MB and prints its rows and the peak memory in MB."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from scrapers.formats.page import format_of
from tests.peak_memory import peak_mb
from tests.scrapers.recorded import PAGES, answer, asked_first, catalogue

source = catalogue()["ca-health-canada-bulk"]
record = json.loads((PAGES / source.id / "normal.json").read_text(encoding="utf-8"))[0]
count = 16_000_000 // len(json.dumps(record)) + 1
body = bytearray(b"[")
for number in range(count):
    body += json.dumps({**record, "NID": str(number)}).encode() + b","
body[-1:] = b"]"
response = answer(asked_first(source)[0], bytes(body))
del body
page = format_of(source).parse(source, response)
print(len(page.items), peak_mb())
