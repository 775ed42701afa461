"""How fast notices are classified, against spaCy's PhraseMatcher over the same vocabulary.

Both read the same texts on one core, in turns, in one process. PhraseMatcher's figure is its
tokeniser and the search for the same forms up to the first that varies, which finds less. Ours is
the whole classifier (folding, matching, rules), once with every label of every text and the words
behind it, and once as a run asks: the entries of a list are looked through together, and what is
relevant is asked for the labels that its row has.

Texts are the atlas's notices (short and dense with terms), as they are and joined to the length of
a letter and of a web page; a list as a regulator's site has it, nine notices in ten about something
else; and what a sweep of the simulated internet reads, where most of it is one file with all that
Health Canada has published.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import cycle, islice, product

import spacy
from spacy.matcher import PhraseMatcher

from atlas.facts import DATA, read_facts
from bench.classifier.labelled import labelled
from bench.classifier.swept import Swept, swept
from scrapers.classify import Labels, classify, may_be_relevant
from scrapers.classify.forms import read_forms
from scrapers.classify.terms import Terms, read_terms
from scrapers.normalise.records import LABEL_COLUMNS

ROUNDS = 5
Sample = list[tuple[str, str, str]]
SIZES = (5_000, 20_000)
ENTRIES_OF_A_PAGE = 100
ASKED_FOR = ("confidence", *(name for name in LABEL_COLUMNS if name != "exosome_explicit"))
_ACTS = ("Recall", "Field safety notice", "Market withdrawal", "Inspection report")
_GOODS = ("salad mix", "blood pressure tablets", "infusion pump", "baby food", "hip implant")
_REASONS = ("a wrong label", "undeclared milk", "a software fault", "foreign matter")


def texts() -> Sample:
    """(language, title, text): the atlas's notices and the invented ones, as they are."""
    known = [(notice.language, notice.title, notice.summary) for notice in read_facts().notices]
    invented = [
        (row["language"], row["title"], row["text"])
        for row in (*labelled("notices.jsonl"), *labelled("negatives.jsonl"))
    ]
    return known + invented


def measure() -> list[dict[str, object]]:
    """MB of text a second, the median of some rounds, on short notices and on long pages."""
    notices = texts()
    rows: list[dict[str, object]] = []
    matcher = _phrase_matcher(read_terms(DATA / "terms"))
    lists = {"notices": notices, "list of notices": list(_listed(notices))}
    pages = {f"pages of {size // 1000} kB": list(_pages(notices, size)) for size in SIZES}
    for name, sample in {**lists, **pages}.items():
        asks = _ask_of_a_list if name in lists else _ask_of_pages
        rows.append(
            _row(
                name,
                [f"{title}\n{text}" for _, title, text in sample],
                matcher,
                partial(asks, sample),
                partial(_label_all, sample),
            )
        )
    sweep = swept()
    texts_of_it = [f"{title}\n{text}" for title, text in sweep.texts()]
    rows.append(_row("a whole sweep", texts_of_it, matcher, partial(_ask_again, sweep)))
    return rows


def _row(
    name: str,
    sample: list[str],
    matcher: Callable[[str], object],
    asks: Callable[[], object],
    labels: Callable[[], object] | None = None,
) -> dict[str, object]:
    """What the one and the other take for the same texts."""
    further = (labels,) if labels else ()
    theirs, asked, *every = _in_turns(partial(_match_all, matcher, sample), asks, *further)
    size = sum(len(text.encode()) for text in sample) / 1e6
    return {
        "texts": name,
        "number": len(sample),
        "MB": f"{size:.2f}",
        "every label, MB/s": f"{size / every[0]:.2f}" if every else "",
        "as a run asks, MB/s": f"{size / asked:.2f}",
        "PhraseMatcher, MB/s": f"{size / theirs:.2f}",
        "ratio, every label": f"{theirs / every[0]:.1f}" if every else "",
        "ratio, as a run asks": f"{theirs / asked:.1f}",
    }


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


def _ask_of_a_list(sample: Sample) -> None:
    for start in range(0, len(sample), ENTRIES_OF_A_PAGE):
        entries = sample[start : start + ENTRIES_OF_A_PAGE]
        worth_reading = may_be_relevant((title, text) for _, title, text in entries)
        _ask_of_pages([entries[number] for number in sorted(worth_reading)])


def _ask_of_pages(sample: Sample) -> None:
    for language, title, text in sample:
        _ask(classify(title, text, language=language))


def _ask_again(sweep: Swept) -> None:
    for entries in sweep.lists:
        may_be_relevant(entries)
    for notice, known in sweep.one:
        _ask(classify(*notice, **known))


def _ask(labels: Labels) -> None:
    """For what a run keeps; see scrapers.rows."""
    if labels.relevant:
        for name in ASKED_FOR:
            getattr(labels, name)


def _every_label(labels: Labels) -> object:
    return labels.evidence, labels.confidence


def _match_all(matcher: Callable[[str], object], sample: list[str]) -> None:
    for text in sample:
        matcher(text)


def _in_turns(*runs: Callable[[], object]) -> list[float]:
    """The median of the CPU seconds that each takes."""
    taken: list[list[float]] = [[] for _ in runs]
    for turn in range(ROUNDS + 1):
        # What either has loaded is no rubbish that the other has to look through again and again.
        gc.collect()
        gc.freeze()
        for times, run in zip(taken, runs, strict=True):
            started = time.process_time()
            run()
            if turn:  # the first one warms up
                times.append(time.process_time() - started)
    return [statistics.median(times) for times in taken]
