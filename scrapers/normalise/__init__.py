"""From what a source wrote to what the atlas keeps: encodings, dates, text, addresses, rows."""
