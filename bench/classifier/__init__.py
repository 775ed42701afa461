"""Quality and speed of the classifier: `python -m bench.classifier`."""
