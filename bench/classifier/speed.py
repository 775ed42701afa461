"""How fast notices are classified, against spaCy's PhraseMatcher over the same vocabulary.

Both read the same texts on one core, in turns, in one process. Our figure is the whole classifier
(folding, matching, rules, evidence); PhraseMatcher's is its tokeniser and the search for the same
forms up to the first that varies, which finds less. Texts are the atlas's notices (short and dense
with terms), as they are and joined to the length of a letter and of a web page.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterable
from functools import partial

import spacy
from spacy.matcher import PhraseMatcher

from atlas.facts import DATA, read_facts
from bench.classifier.quality import INVENTED
from scrapers.classify import classify
from scrapers.classify.forms import read_forms
from scrapers.classify.terms import Terms, read_terms

ROUNDS = 5
Sample = list[tuple[str, str, str]]
SIZES = (5_000, 20_000)


def texts() -> Sample:
    """(language, title, text): the atlas's notices and the invented ones, as they are."""
    known = [(notice.language, notice.title, notice.summary) for notice in read_facts().notices]
    invented = [
        (row["language"], row["title"], row["text"])
        for name in ("notices.jsonl", "negatives.jsonl")
        for row in map(json.loads, (INVENTED / name).read_text(encoding="utf-8").splitlines())
    ]
    return known + invented


def measure() -> list[dict[str, object]]:
    """MB of text a second, the median of some rounds, on short notices and on long pages."""
    notices = texts()
    rows: list[dict[str, object]] = []
    matcher = _phrase_matcher(read_terms(DATA / "terms"))
    samples = {"as they are": notices}
    samples |= {f"joined to {size // 1000} kB": list(_pages(notices, size)) for size in SIZES}
    for name, sample in samples.items():
        size = sum(len(f"{title}\n{text}".encode()) for _, title, text in sample) / 1e6
        ours, theirs = _in_turns(
            partial(_classify_all, sample),
            partial(_match_all, matcher, sample),
        )
        rows.append(
            {
                "texts": name,
                "MB": f"{size:.2f}",
                "classify, MB/s": f"{size / ours:.2f}",
                "PhraseMatcher, MB/s": f"{size / theirs:.2f}",
                "ratio": f"{theirs / ours:.1f}",
            }
        )
    return rows


def _pages(notices: Sample, length: int) -> Iterable[tuple[str, str, str]]:
    """Texts of one language joined to the length of a letter or a web page."""
    by_language: dict[str, list[str]] = {}
    for language, title, text in notices:
        by_language.setdefault(language.split("-")[0], []).append(f"{title}\n{text}")
    for language, written in by_language.items():
        joined = "\n".join(written)
        repeated = joined * max(1, length // len(joined))
        for start in range(0, len(repeated), length):
            yield language, written[0][:120], repeated[start : start + length]


def _phrase_matcher(vocabularies: tuple[Terms, ...]) -> Callable[[str], object]:
    language = spacy.blank("xx")
    language.max_length = 10_000_000
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    phrases = {
        form.anchor.strip()
        for terms in vocabularies
        for codes in terms.terms.values()
        for written in codes.values()
        for line in written
        for form in read_forms(line, terms.clitics)
    }
    matcher.add("terms", [language.make_doc(phrase) for phrase in sorted(phrases)])
    return lambda text: matcher(language.make_doc(text))


def _classify_all(sample: Sample) -> None:
    for language, title, text in sample:
        classify(title, text, language=language)


def _match_all(matcher: Callable[[str], object], sample: Sample) -> None:
    for _, title, text in sample:
        matcher(f"{title}\n{text}")


def _in_turns(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    ours(), theirs()
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for runs, run in zip(taken, (ours, theirs), strict=True):
            started = time.process_time()
            run()
            runs.append(time.process_time() - started)
    return statistics.median(taken[0]), statistics.median(taken[1])
