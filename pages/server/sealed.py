"""How plain pages beside Streamlit's are sealed: each shows itself and nothing else."""

# No script, no picture, no frame, nothing fetched.
SEALED = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
