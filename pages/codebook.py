"""A vocabulary as people read it: each code, what it covers, what its neighbours cover."""

from atlas.vocabulary import Term, Vocabulary
from pages.markup import TIGHT, Html, element


def vocabulary_section(vocabulary: Vocabulary) -> Html:
    """One vocabulary with its terms, in the order in which people should meet them."""
    return element(
        "section",
        [
            element("h2", vocabulary.title, style="font-size: 1.45rem;"),
            element("p", vocabulary.about),
            *(
                [
                    element(
                        "h3",
                        [term.label, " ", element("code", code)],
                        style="margin: 0.8rem 0 0 0; padding: 0;",
                    ),
                    element("p", term.definition, style=TIGHT),
                    element("p", [element("em", "Not this: "), term.instead], style=TIGHT),
                    _covers(term),
                ]
                for code, term in vocabulary.terms.items()
            ),
        ],
    )


def _covers(term: Term) -> Html:
    """The origins and uses that fall under a scenario; nothing for other terms."""
    if not term.uses:
        return Html("")
    said = f"Origins: {', '.join(term.origins)}. Uses: {', '.join(term.uses)}."
    if term.nearest_for:
        said += f" Only the nearest scenario for: {', '.join(term.nearest_for)}."
    return element("p", said, style=TIGHT)
