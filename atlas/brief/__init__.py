"""Briefs: everything on one place, or on one launch, as a page to print or to put on file.

One self-contained HTML file each: its style sheet is inside, it runs no script and fetches nothing.
"""

from atlas.brief.launch import check_brief
from atlas.brief.occasion import Occasion
from atlas.brief.place import place_brief
from atlas.brief.template import fault_page

__all__ = ["Occasion", "check_brief", "fault_page", "place_brief"]
