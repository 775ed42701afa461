"""How much was read at its issuer, and how much in reports by others, in plain words."""

import pandas as pd


def reading_sentences(shares: pd.DataFrame) -> list[str]:
    """A sentence each for positions and notices (atlas.sources.reading_shares)."""
    return [
        f"{row.secondary:,} of {row.all:,} {row.facts} ({_percent(row.secondary, row.all)}) rest on "
        f"a report by others: the issuer's own text was not read. {row.primary:,} "
        f"({_percent(row.primary, row.all)}) were read in the issuer's own text."
        for row in shares.itertuples()
    ]


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "0 %"
