"""How programs are answered, whatever they ask: what `atlas.api` and `atlas.feeds` both stand on.

A question is answered from the newest edition (`shelf`), kept as long as that stays the newest, and
given to whoever does not have it already (`answers`); what goes wrong is said to programs
(`problems`, `faults`).
"""

from atlas.serving.shelf import Newest

__all__ = ["Newest"]
