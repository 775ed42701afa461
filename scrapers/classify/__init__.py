"""What a notice is about, by its words: relevance, kind, origin, uses, claims, concerns, names."""

from scrapers.classify.classifier import Classifier, classify, may_be_relevant
from scrapers.classify.evidence import Evidence
from scrapers.classify.labels import Labels
from scrapers.classify.lines import classify_lines

__all__ = ["Classifier", "Evidence", "Labels", "classify", "classify_lines", "may_be_relevant"]
