"""How right the labels are: precision, recall and F1 against people's labels.

The atlas's first 456 notices are split once and for all: most were looked at while the vocabularies
were written ("known"), 60, which checksums of their id and of their place chose, never ("unseen");
known.txt and unseen.txt in tests/scrapers/classify have their ids. What the atlas took up later is
neither ("later"), but for acts that had been read among the real notices ("known"). Their text is
what the atlas has: title, translated title and an analyst's summary; also: the title alone.

Hard negatives, one or two notices a language, acts of every kind in the manner of regulators, and
notices on what exosomes come from and how they are given are invented (tests/scrapers/classify);
the vocabularies were written beside them. "Kinds" are acts written before the words for them were
looked up: when first read, 84 of 100 got their kind. "Tellings" are notices as analysts and
regulators tell them, written in five sets, each before the words for it were looked up: when first
read, 85, 70, 79, 84 and 98 of 100 got their kind.

"Names" are 149 invented notices in 32 languages that name firms and products, or persons, places,
laws and authorities alone. They were written in three sets, each labelled before the classifier saw
it. Of the last, 36, 59 of 100 firms and 64 of 100 products were found at first, 68 and 76 once the
patterns were widened on the others. When the rules for names were written anew, into vocabularies,
its errors lay open, and those of real notices: 82 and 82 since then. No fit reads them.

"Real notices" are 821 from 70 countries in 30 languages, of authorities and, among the last 62,
mostly of the press, clinics and science. They were collected for this measure and not from the
atlas, which took up some of them later: analysts' summaries, labelled by the codebook from these
before the classifier saw them, each by one hand. They are halved by a checksum of their id: the
errors in one half were read while words were written; of the other the totals were looked at, the
errors in names, and those in relevance, when alike notices were labelled alike. So of relevance no
set but the 62 tells how right it was on what nobody had read: 0.89 from the summaries, and 0.88
from the openings of the pages in their own languages.

The learned words were fitted on all but the names (see bench.classifier.learn). So each real
notice, those of the atlas among them, is labelled with words that were fitted without it and
without all that has a page in common with it. The vocabularies and the rules were written with the
errors of some in sight: only "unseen", "later" and "never read" tell how right the classifier is on
what comes next.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import mean
from types import SimpleNamespace
from typing import Any

from atlas.facts import read_facts
from atlas.notices import Notice
from bench.classifier.folds import fold_of
from bench.classifier.held_out import classifier_without
from bench.classifier.labelled import FOLDER, LabelledNotice, labelled, summed_up
from scrapers.classify import Labels, classify

SPLITS = ("known", "unseen", "later")
RELEVANT = ("direct", "category")
REAL_SPLITS = ("read while words were written", "never read")


@dataclass(frozen=True)
class Judged:
    """A notice as people labelled it, and as the classifier did."""

    notice: Notice
    labels: Labels

    @property
    def split(self) -> str:
        return split_of(self.notice.id)

    @property
    def language(self) -> str:
        return self.notice.language.split("-")[0]


def split_of(notice_id: str) -> str:
    """Whether a notice of the atlas is known, unseen, or was taken up later."""
    return _splits().get(notice_id, "later")


@cache
def _splits() -> dict[str, str]:
    """The split of each notice that was in the atlas when they were split, by its id."""
    return {
        id_: split
        for split in ("known", "unseen")
        for id_ in (FOLDER / f"{split}.txt").read_text("utf-8").split()
    }


def real_split_of(notice_id: str) -> str:
    """Whether a real notice was read while words were written, or never."""
    return REAL_SPLITS[zlib.crc32(notice_id.encode()) % 2]


@dataclass
class Count:
    """Right, wrongly given and missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, truth: Iterable[str], given: Iterable[str]) -> None:
        truth, given = set(truth), set(given)
        self.right += len(truth & given)
        self.extra += len(given - truth)
        self.missed += len(truth - given)

    @property
    def f1(self) -> float:
        wrong = self.extra + self.missed
        return 2 * self.right / (2 * self.right + wrong) if self.right or wrong else 1.0

    def row(self) -> dict[str, object]:
        precision = self.right / ((self.right + self.extra) or 1)
        recall = self.right / ((self.right + self.missed) or 1)
        return {
            "precision": f"{precision:.3f}",
            "recall": f"{recall:.3f}",
            "F1": f"{self.f1:.3f}",
            "right": self.right,
            "extra": self.extra,
            "missed": self.missed,
        }


_FACETS = ("origin", "uses", "claims", "concerns", "firms", "products")
# The labels that invented notices have, by their file.
INVENTED = {
    "notices": ("relevance", "kind", "origin", "uses", "claims", "concerns"),
    "acts": ("relevance", "kind", "origin", "uses"),
    "facets": _FACETS,
    "kinds": ("relevance", "kind", "effect"),
    "tellings": ("relevance", "kind", "effect", *_FACETS),
}
_NAMED = ("firms", "products")

_Truth = Callable[[LabelledNotice], Iterable[str]]
_Given = Callable[[Labels], Iterable[str]]
LABELS: dict[str, tuple[_Truth, _Given]] = {
    "direct": (
        lambda notice: ["direct"] if notice.relevance == "direct" else [],
        lambda labels: ["direct"] if labels.relevance == "direct" else [],
    ),
    "relevant": (
        lambda notice: ["relevant"] if notice.relevance in RELEVANT else [],
        lambda labels: ["relevant"] if labels.relevant else [],
    ),
    "kind": (lambda notice: [notice.kind], lambda labels: [labels.kind]),
    "origin": (lambda notice: notice.origin or ["unspecified"], lambda labels: labels.origin),
    "uses": (lambda notice: notice.uses, lambda labels: labels.uses),
    "claims": (lambda notice: notice.claims, lambda labels: labels.claims),
    "concerns": (lambda notice: notice.concerns, lambda labels: labels.concerns),
    "effect": (lambda notice: [notice.effect], lambda labels: [labels.effect]),
    "firms": (lambda n: _names(n.firms), lambda labels: _names(labels.firms)),
    "firms that the text names": (
        lambda n: _standing(n, n.firms),
        lambda labels: _names(labels.firms),
    ),
    "products": (lambda n: _names(n.products), lambda labels: _names(labels.products)),
    "products that the text names": (
        lambda n: _standing(n, n.products),
        lambda labels: _names(labels.products),
    ),
}


def measure() -> dict[str, list[dict[str, object]]]:
    """Tables by title."""
    notices = read_facts().notices
    whole = [Judged(notice, held_out(notice)) for notice in notices]
    titles = [Judged(notice, held_out(notice, by_title=True)) for notice in notices]
    return {
        "Labels, title and summary": _by_label(whole),
        "Labels, title alone": _by_label(titles),
        "Kinds": _by_kind(whole),
        "Kinds taken for another, unseen": _confused(whole),
        "Where two people differed in the code, known and unseen": _disagreement(
            [one.notice for one in whole if one.split != "later"]
        ),
        "Invented notices and hard negatives": _invented(whole),
        "Real notices, title and summary": _real(),
        "Languages, title and summary, all notices": _by_language(whole),
    }


def held_out(notice: LabelledNotice, *, by_title: bool = False) -> Labels:
    """The labels of a real notice by what was learned without it."""
    text = None if by_title else summed_up(notice)
    return _labels(classifier_without(fold_of(notice.id)).classify, notice, text)


def as_shipped(notice: LabelledNotice) -> Labels:
    """The labels of a real notice by what was learned from it as well."""
    return _labels(classify, notice, summed_up(notice))


def _labels(classify: Callable[..., Labels], notice: LabelledNotice, text: str | None) -> Labels:
    return classify(
        notice.title,
        text,
        url=notice.url,
        language=notice.language,
        regulator=notice.regulator,
    )


def _standing(notice: LabelledNotice, names: Iterable[str]) -> list[str]:
    """The names that a reader of the text could find; people knew others from elsewhere."""
    (text,) = _names([f"{notice.title}\n{notice.title_en}\n{notice.summary}"])
    return [name for name in _names(names) if name in text]


def _names(names: Iterable[str]) -> list[str]:
    return [name.casefold().replace(",", "").rstrip(".") for name in names]


def _by_label(judged: list[Judged]) -> list[dict[str, object]]:
    rows = []
    for label, (truth, given) in LABELS.items():
        for split in SPLITS:
            count = Count()
            for one in judged:
                if one.split == split:
                    count.add(truth(one.notice), given(one.labels))
            rows.append({"label": label, "split": split, **count.row()})
    return rows


def _by_kind(judged: list[Judged]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    averages: dict[str, list[float]] = {split: [] for split in SPLITS}
    for kind in sorted({one.notice.kind for one in judged}):
        row: dict[str, object] = {"kind": kind}
        for split in SPLITS:
            count = Count()
            for one in judged:
                if one.split == split:
                    count.add({kind} & {one.notice.kind}, {kind} & {one.labels.kind})
            if count.right + count.missed:
                averages[split].append(count.f1)
            row[f"{split}: F1"] = f"{count.f1:.2f}" if count.right + count.missed else "none"
            row[f"{split}: notices"] = count.right + count.missed
        rows.append(row)
    average: dict[str, object] = {"kind": "macro-F1"}
    for split in SPLITS:
        average[f"{split}: F1"] = f"{mean(averages[split]):.3f}"
        average[f"{split}: notices"] = sum(one.split == split for one in judged)
    rows.append(average)
    return rows


def _confused(judged: list[Judged]) -> list[dict[str, object]]:
    pairs = Counter(
        (one.notice.kind, one.labels.kind)
        for one in judged
        if one.split == "unseen" and one.notice.kind != one.labels.kind
    )
    return [
        {"people say": people, "classifier says": given, "notices": count}
        for (people, given), count in pairs.most_common()
    ] or [{"people say": "", "classifier says": "", "notices": 0}]


def _disagreement(notices: Sequence[Notice]) -> list[dict[str, object]]:
    """How often two people coded a field differently: no program can agree with them more."""
    fields = Counter(name for notice in notices for name in notice.coders_differ)
    return [
        {"field": name, "notices": count, "share": f"{count / len(notices):.1%}"}
        for name, count in fields.most_common()
    ]


def _invented(judged: list[Judged]) -> list[dict[str, object]]:
    rows = []
    wrong = sum(_on_invented(row).relevant for row in labelled("negatives.jsonl"))
    for split in SPLITS:
        direct = [one for one in judged if one.split == split and one.notice.relevance == "direct"]
        count = Count(extra=wrong)
        for one in direct:
            count.add(["relevant"], ["relevant"] if one.labels.relevant else [])
        rows.append({"set": f"direct notices ({split}) against hard negatives", **count.row()})
    for name, labels in INVENTED.items():
        for label in labels:
            count = count_invented(labelled(f"{name}.jsonl"), label)
            rows.append({"set": f"invented {name}: {label}", **count.row()})
    for label in _NAMED:
        for half, named in named_by_split().items():
            rows.append({"set": f"names, {half}: {label}", **count_invented(named, label).row()})
    return rows


def named_by_split() -> dict[str, list[dict[str, Any]]]:
    """The notices that name, by whether they were read while words were written."""
    by_split: dict[str, list[dict[str, Any]]] = {split: [] for split in REAL_SPLITS}
    for row in labelled("names.jsonl"):
        by_split[REAL_SPLITS[not row["read"]]].append(row)
    return by_split


REAL_LABELS = ("direct", "relevant", "kind", *_FACETS)


def _real() -> list[dict[str, object]]:
    counts = count_real(held_out)
    return [
        {"label": label, "split": split, **counts[label, split].row()}
        for label in REAL_LABELS
        for split in REAL_SPLITS
    ]


def count_real(
    labels_of: Callable[[LabelledNotice], Labels],
) -> dict[tuple[str, str], Count]:
    """How often a label of the real notices is given as they have it, by label and split."""
    counts: dict[tuple[str, str], Count] = defaultdict(Count)
    for row in labelled("real.jsonl"):
        notice = SimpleNamespace(**row)
        labels = labels_of(notice)
        for label in REAL_LABELS:
            truth, given = LABELS[label]
            counts[label, real_split_of(notice.id)].add(truth(notice), given(labels))
    return counts


def count_invented(rows: Iterable[dict[str, Any]], label: str) -> Count:
    """How often a label of invented notices is given as they have it."""
    count = Count()
    for row in rows:
        truth, given = _as_list(row[label]), _as_list(getattr(_on_invented(row), label))
        if label in _NAMED:
            truth, given = _names(truth), _names(given)
        count.add(truth, given)
    return count


def _as_list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _by_language(judged: list[Judged]) -> list[dict[str, object]]:
    rows = []
    for language, notices in Counter(one.language for one in judged).most_common():
        row: dict[str, object] = {"language": language, "notices": notices}
        for label in ("direct", "relevant", "kind", "origin", "uses", "concerns"):
            truth, given = LABELS[label]
            count = Count()
            for one in judged:
                if one.language == language:
                    count.add(truth(one.notice), given(one.labels))
            row[label] = f"{count.f1:.2f}"
        rows.append(row)
    return rows


def _on_invented(row: dict[str, Any]) -> Labels:
    return classify(
        row["title"],
        row["text"],
        url=row.get("url"),
        language=row["language"],
        regulator=row.get("regulator"),
    )
