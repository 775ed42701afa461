"""How much was read at its issuer, and how much in reports by others, in plain words."""

import pandas as pd

from atlas.wording import counted, percent


def reading_sentences(shares: pd.DataFrame) -> list[str]:
    """A sentence each for positions and notices (atlas.sources.reading_shares)."""
    return [
        f"{row['primary']:,} of {row['all']:,} {row['facts']} "
        f"({_percent(row['primary'], row['all'])}) were read in the issuer's own text. The other "
        f"{row['secondary']:,} ({_percent(row['secondary'], row['all'])}) were not: they rest on "
        f"what others report{', or nothing was found' if row['facts'] == 'positions' else ''}."
        f"{_by_program(row['machine_read'])}"
        for row in shares.to_dict("records")
    ]


def _by_program(number: int) -> str:
    if not number:
        return ""
    return f" {counted(number, 'further notice')} only a program has read."


def _percent(part: int, whole: int) -> str:
    return percent(part / whole if whole else 0)
