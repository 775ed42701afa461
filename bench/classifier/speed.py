"""How fast notices are classified, against spaCy's PhraseMatcher over the same vocabulary.

Both read the same texts on one core, in turns, in one process. PhraseMatcher's figure is its
tokeniser and the search for the same forms up to the first that varies, which finds less. Ours is
the whole classifier (folding, matching, rules, evidence), once with every label of every text, and
once as a run asks: is it relevant, and if so, every label.

Texts are the atlas's notices (short and dense with terms), as they are and joined to the length of
a letter and of a web page; and a list as a regulator's site has it, nine notices in ten about
something else.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import cycle, islice, product

import spacy
from spacy.matcher import PhraseMatcher

from atlas.facts import DATA, read_facts
from bench.classifier.quality import INVENTED
from scrapers.classify import Labels, classify
from scrapers.classify.forms import read_forms
from scrapers.classify.terms import Terms, read_terms

ROUNDS = 5
Sample = list[tuple[str, str, str]]
SIZES = (5_000, 20_000)
_ACTS = ("Recall", "Field safety notice", "Market withdrawal", "Inspection report")
_GOODS = ("salad mix", "blood pressure tablets", "infusion pump", "baby food", "hip implant")
_REASONS = ("a wrong label", "undeclared milk", "a software fault", "foreign matter")


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
    samples = {"notices": notices, "list of notices": list(_listed(notices))}
    samples |= {f"pages of {size // 1000} kB": list(_pages(notices, size)) for size in SIZES}
    for name, sample in samples.items():
        size = sum(len(f"{title}\n{text}".encode()) for _, title, text in sample) / 1e6
        every, asked, theirs = _in_turns(
            partial(_label_all, sample),
            partial(_label_relevant, sample),
            partial(_match_all, matcher, sample),
        )
        rows.append(
            {
                "texts": name,
                "MB": f"{size:.2f}",
                "every label, MB/s": f"{size / every:.2f}",
                "as a run asks, MB/s": f"{size / asked:.2f}",
                "PhraseMatcher, MB/s": f"{size / theirs:.2f}",
                "ratio, every label": f"{theirs / every:.1f}",
                "ratio, as a run asks": f"{theirs / asked:.1f}",
            }
        )
    return rows


def _listed(notices: Sample) -> Iterable[tuple[str, str, str]]:
    """Each notice after nine of other matters: invented subjects of recalls and press releases."""
    unrelated = (
        f"{act} {lot}: {goods} because of {reason}"
        for lot, (act, goods, reason) in enumerate(cycle(product(_ACTS, _GOODS, _REASONS)), 1)
    )
    for language, title, text in notices:
        for other in islice(unrelated, 9):
            yield "en", other, f"{other}. Return it to the place of purchase for a refund."
        yield language, title, text


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


def _label_all(sample: Sample) -> None:
    for language, title, text in sample:
        _every_label(classify(title, text, language=language))


def _label_relevant(sample: Sample) -> None:
    for language, title, text in sample:
        labels = classify(title, text, language=language)
        if labels.relevant:
            _every_label(labels)


def _every_label(labels: Labels) -> object:
    return labels.evidence, labels.confidence


def _match_all(matcher: Callable[[str], object], sample: Sample) -> None:
    for _, title, text in sample:
        matcher(f"{title}\n{text}")


def _in_turns(*runs: Callable[[], object]) -> list[float]:
    """The median of the CPU seconds that each takes."""
    taken: list[list[float]] = [[] for _ in runs]
    for turn in range(ROUNDS + 1):
        for times, run in zip(taken, runs, strict=True):
            started = time.process_time()
            run()
            if turn:  # the first one warms up
                times.append(time.process_time() - started)
    return [statistics.median(times) for times in taken]
