"""Origin, uses, claims, concerns and effect: what the notice says of the product and of the act.

What the words for one code mean for another is said by the rules here, one module a facet.
"""
