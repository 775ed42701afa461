"""The Exosome Atlas: where exosome products are legal, for which use, on what authority.

This package is the domain. It knows nothing of web pages or of scrapers, which both import it.
"""

__version__ = "0.1.0"
