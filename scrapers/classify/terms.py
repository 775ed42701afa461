"""The classifier's vocabulary: data/terms/<language>.yaml.

    language: es
    stopwords: [el, la, de]      small words that tell it from others of the Latin script
    clitics: []                  what may cling to the front of a word (Arabic, Hebrew)
    marks_matter: false          whether diacritics tell words apart (Vietnamese bò, bộ, bơ)
    terms:
      topic:                     a facet
        exosome: [exosoma*]      a code, and the forms of scrapers.classify.forms
    firms: {suffixes: [S.A.]}    what stands in the names of firms and beside them: see Firms
    products: {labels: [nombre]}               ... of products: see Products
    ordinary: [coreano]          words with a capital that name neither of them

The facets kind, origin, use, claim, concern and effect take the codes of their vocabularies, topic,
cue, issuer and caveat those listed in FACETS, and every facet `mask`: words that contain another
form and are not to be taken for it ("human resources").
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import yaml
from pydantic import Field, ValidationError

from atlas.closed import Closed
from atlas.facts import FaultyFile
from atlas.yaml_file import read_yaml

MASK: Final = "mask"
CODED_FACETS: Final = ("kind", "origin", "use", "claim", "concern", "effect")
# What a notice can be about, from exosomes themselves to what merely surrounds them.
TOPICS: Final = {
    "exosome": "exosomes by name",
    "vesicle": "extracellular vesicles by name",
    "secreted": "what cells give off: secretome, conditioned medium, culture supernatant",
    "human_material": "material taken from people, or made of it, as a product or ingredient",
    "cell_product": "cell, tissue and gene therapy as a class of products",
    "injected_cosmetic": "cosmetics that are injected or needled in",
    "beauty_treatment": "cosmetic or beauty said of what is done to people, not of goods",
    "stem_cell": "stem cells",
    "donation": "organs, milk and blood that people give as they are, and the banks of these",
    "not_exosome": "other things of the same name: the RNA exosome, electric vehicles",
}
CUES: Final = {
    "product": "something sold or given to people",
    "goods": "what a product is called before or after its name: serum, ampoule, capsule",
    "cosmetic_class": "cosmetic as the name of a class of goods, whatever is done with them",
    "aesthetic_setting": "where looks are treated past the skin: aesthetic clinics, beauty salons",
    "regulation": "an authority and its powers",
    "remit": "what an authority sees to, as it says of itself: classes of goods, and its task",
    "software": "programs, and what they run on",
    "research": "cell biology and its papers",
    "diagnostic": "tests and biomarkers",
    "negation": "says that something is not named or not meant",
    "none": "says of goods that there are none: no product, not one medicine",
    "unnamed": "says of what stands before it that it is not named",
    "product_permit": "what lets a product be sold: its registration, its notification",
    "review": "what a court does with another's order: upholds, annuls, hears an appeal against it",
    "menu": "what stands around the text of a page",
    "onward": "leads on to other pages, at the beginning of a line: related news, read also",
}
ISSUERS: Final = {
    "court": "courts and tribunals",
    "legislature": "parliaments",
    "police_customs": "police, prosecutors and customs",
    "professional_body": "societies and colleges of a profession",
    "advertising_body": "bodies that judge advertising, and nothing else",
}
# What a title says beside an act; too common to tell anything else by.
CAVEATS: Final = {"not_done": "says that an act is refused, asked for or possible, and not done"}
CAVEAT: Final = "caveat"
FACETS: Final = {"topic": TOPICS, "cue": CUES, "issuer": ISSUERS, CAVEAT: CAVEATS}
# Not written under `terms`, but under `firms`, `products` and `ordinary`.
FIRM: Final = "firm"
PRODUCT: Final = "product"
ORDINARY: Final = "ordinary"


class Firms(Closed):
    """How the names of firms look in a language, and what stands beside them; all of them forms."""

    suffixes: tuple[str, ...] = ()  # legal forms that end a name
    prefixes: tuple[str, ...] = ()  # ... that begin it (株式会社)
    trades: tuple[str, ...] = ()  # what else a name ends with: Biologics, Aesthetics
    labels: tuple[str, ...] = ()  # before a name in a table, and a colon: manufacturer
    called: tuple[str, ...] = ()  # before a name: company
    establishments: tuple[str, ...] = ()  # the same where a town may follow: clinic, salon
    before: tuple[str, ...] = ()  # what is said of firms before a name: made by
    several: tuple[str, ...] = ()  # before several names: companies
    behind: tuple[str, ...] = ()  # what is said behind a name: which sells
    particles: tuple[str, ...] = ()  # where a name ends in a script without capitals
    mask: tuple[str, ...] = ()  # as in the facets


class Products(Closed):
    """The same of products; the learned words know nothing of what is written here."""

    suffixes: tuple[str, ...] = ()  # what ends a name in capitals, in texts of whatever language
    labels: tuple[str, ...] = ()
    called: tuple[str, ...] = ()  # forms like those under cue, goods
    before: tuple[str, ...] = ()  # sold as, lots of
    examples: tuple[str, ...] = ()  # such as: behind them are names where goods were told of
    behind: tuple[str, ...] = ()  # and other drugs


class Terms(Closed):
    """One file of terms: facet -> code -> forms."""

    language: str = Field(pattern=r"^[a-z]{2,3}$")
    stopwords: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()
    marks_matter: bool = False
    terms: Mapping[str, Mapping[str, tuple[str, ...]]]
    firms: Firms = Firms()
    products: Products = Products()
    ordinary: tuple[str, ...] = ()


class BadTerms(FaultyFile):
    """A file of terms that cannot be used; the message names the file, the fault and the mend."""


def read_terms(folder: Path) -> tuple[Terms, ...]:
    """Every file of terms in `folder`, by language.

    Raises:
        BadTerms: there is none, or one is not of the form above.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise BadTerms(f"{folder}: no terms here; expected a <language>.yaml for each language")
    return tuple(_terms(path) for path in paths)


def _terms(path: Path) -> Terms:
    try:
        return Terms.model_validate(read_yaml(path))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadTerms(f"{path}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise BadTerms(f"{path}: {place}: {first['msg']}") from error
