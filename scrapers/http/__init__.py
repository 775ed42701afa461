"""Polite HTTP: what is asked, how it is asked, and everything that can go wrong by name."""
