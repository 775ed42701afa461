"""The classifier's vocabulary: data/terms/<language>.yaml.

    language: es
    stopwords: [el, la, de]      small words that tell it from others of the Latin script
    clitics: []                  what may cling to the front of a word (Arabic, Hebrew)
    marks_matter: false          whether diacritics tell words apart (Vietnamese bò, bộ, bơ)
    terms:
      topic:                     a facet
        exosome: [exosoma*]      a code, and the forms of scrapers.classify.forms
    firms:
      suffixes: [S.A.]           what a firm's name ends with
      prefixes: []               what it begins with (株式会社)
      labels: [fabricante]       what stands before one and a colon
    products:
      labels: [nombre del producto]
      called: [jeringa*]         what products are called, beside what cue, goods has

The facets kind, origin, use, claim, concern and effect take the codes of their vocabularies, topic,
cue and issuer those listed in FACETS, and every facet `mask`: words that contain another form and
are not to be taken for it ("human resources").
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import yaml
from pydantic import Field, ValidationError

from atlas.closed import Closed
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
    "menu": "what stands around the text of a page",
}
ISSUERS: Final = {
    "court": "courts and tribunals",
    "legislature": "parliaments",
    "police_customs": "police, prosecutors and customs",
    "professional_body": "societies and colleges of a profession",
    "advertising_body": "bodies that judge advertising, and nothing else",
}
FACETS: Final = {"topic": TOPICS, "cue": CUES, "issuer": ISSUERS}
# Made of the legal forms of firms and of the labels of tables, not written under `terms`.
FIRM: Final = "firm"
PRODUCT: Final = "product"


class Firms(Closed):
    """How the names of firms look in a language."""

    suffixes: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    called: tuple[str, ...] = ()


class Products(Closed):
    """What stands before the name of a product in a table of a language, and beside one in a text.

    `called` are forms like those under cue, goods; the learned words know nothing of them.
    """

    labels: tuple[str, ...] = ()
    called: tuple[str, ...] = ()


class Terms(Closed):
    """One file of terms: facet -> code -> forms."""

    language: str = Field(pattern=r"^[a-z]{2,3}$")
    stopwords: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()
    marks_matter: bool = False
    terms: Mapping[str, Mapping[str, tuple[str, ...]]]
    firms: Firms = Firms()
    products: Products = Products()


class BadTerms(ValueError):
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
