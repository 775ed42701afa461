"""One look at one source: its lists, the pages of its notices, and which are about exosomes."""
