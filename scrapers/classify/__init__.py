"""What a notice is about, by its words: relevance, kind, origin, uses, claims, concerns, names."""

from scrapers.classify.classifier import classify, may_be_relevant
from scrapers.classify.labels import Labels
from scrapers.classify.lines import classify_lines

__all__ = ["Labels", "classify", "classify_lines", "may_be_relevant"]
