"""Names of firms and products, by how they are written and what stands around them.

Only what stands in a text can be found. What introduces a name is in data/terms, language by
language (see scrapers.classify.terms.Firms and Products); how far the name reaches, and whether it
is one, is told here.
"""
