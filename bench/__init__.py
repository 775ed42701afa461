"""Measurements: ratios within one run on one machine, and what people wait for."""
