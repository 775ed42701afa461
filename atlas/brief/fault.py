"""What a reader sees who asks for a brief that cannot be made."""

from __future__ import annotations

from atlas.brief.template import render


def fault_page(title: str, message: str) -> str:
    """A page that says what is wrong with the question and what to ask instead."""
    return render("fault.html", title=title, message=message)
