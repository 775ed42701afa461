"""How statuses look: a colour that colour-blind readers tell apart, and a sign that repeats it.

Known rules run from dark red over orange and yellow to blue. What is not known is grey, in three
shades far apart in lightness, so that it can never be taken for the blue of `permitted`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """The colour of a status, the ink that is legible on it, and the sign that repeats it."""

    colour: str
    ink: str
    sign: str


LOOKS = {
    "prohibited": Look("#9B1C1C", "#FFFFFF", "✕"),
    "authorisation_required": Look("#E07B39", "#1A1A1A", "◆"),
    "conditional": Look("#F2C14E", "#1A1A1A", "◐"),
    "permitted": Look("#1F6FB2", "#FFFFFF", "●"),
    "no_specific_rule": Look("#62666F", "#FFFFFF", "○"),
    "unclear": Look("#A9A5AE", "#1A1A1A", "?"),
    "no_data": Look("#E6E4E8", "#1A1A1A", "–"),
}

# Verdicts of the launch check borrow the look of the status that they come from.
VERDICT_STATUS = {
    "no_go": "prohibited",
    "authorisation_required": "authorisation_required",
    "ask_regulator": "unclear",
    "conditional": "conditional",
    "ordinary_duties": "permitted",
}
