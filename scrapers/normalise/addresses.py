"""Links as regulators write them: made absolute, http(s) only, one address for one page."""

from __future__ import annotations

import re
import string
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit, urlunsplit

# Added by mailers, campaigns, counters and sessions; none of them decides which page is shown.
_TRACKING = re.compile(
    r"^(utm_.*|fbclid|gclid|dclid|msclkid|mc_[ce]id|_hs(enc|mi)|igshid|yclid|ns_[a-z_]+|wt\.mc_id"
    r"|phpsessid|jsessionid|cfid|cftoken|p_auth|__cf_chl_\w+)$",
    re.IGNORECASE,
)
# It differs at each visit: kept in addresses, it would make every notice new every day.
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/;]*|/\((?:[A-Z]\([\w-]+\))+\)(?=/)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
# An absolute address with nothing in it that would have to be changed, as the most of them are.
_PLAIN = re.compile(
    r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[\w~:@!$&'*+,=-][\w.~:@!$&'*+,=-]*)+/?", re.ASCII
)
_ENCODED = re.compile("%([0-9A-Fa-f]{2})")
_SITE = re.compile(r"https?://(?:www\.)?")
# A random token (unlike RecallNotice2026, which somebody wrote), in which the case of each letter
# counts.
_TOKEN = re.compile(
    r"\b((?!(?:[A-Z]?[a-z]{2,}+|[\d_]++)++\b)(?=\w*\d)\w*[a-z0-9][A-Z]\w*)\b", re.ASCII
)
# A number of 128 bits, whose digits beyond 9 are letters of either case.
_GUID = re.compile(r"\b[\da-f]{8}(?:-?[\da-f]{4}){3}-?[\da-f]{12}\b", re.ASCII | re.IGNORECASE)
# Without the dot: encoded it stands for no folder above.
_NEED_NO_ENCODING = frozenset(string.ascii_letters + string.digits + "-_~")


def canonical(href: str, base: str = "", *, https: bool = False) -> str | None:
    """A link as an absolute http(s) address, or None when it is no such link.

    Tracking parameters and the marks of a session are left out, and the fragment unless it is a
    route (#/…, #!…). The host is in lower case and without its default port, and no password stays
    in it. A space in the path is part of the name of what is there. Everything else is kept as
    written, since sites care about it. With `https` an http address becomes https.
    """
    if _PLAIN.fullmatch(href):
        return href
    href = _CONTROLS.sub("", href).strip(" ")
    if not href:
        return None
    try:
        parts = urlsplit(urljoin(base, href))
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = parts.scheme
    if scheme not in ("http", "https") or not host or " " in host:
        return None
    if https and scheme == "http":
        scheme, port = "https", None
    if ":" in host:
        host = f"[{host}]"
    default = {"http": 80, "https": 443}[scheme]
    netloc = host if port in (None, default) else f"{host}:{port}"
    route = _ascii(parts.fragment) if parts.fragment.startswith(("/", "!")) else ""
    path = _ascii(_SESSION_IN_PATH.sub("", parts.path)) or "/"
    return urlunsplit((scheme, netloc, path, _query(parts.query), route))


def loosely(address: str) -> str:
    """An address without what sites write differently at times, to be compared with another.

    That is http or https, www., the case of folders and of GUIDs, how letters are encoded, a slash
    at the end.
    """
    address = _GUID.sub(lambda guid: guid[0].lower(), canonical(address) or address)
    page, _, asked = _SITE.sub("", address, count=1).partition("?")
    words = _TOKEN.split(page.rstrip("/"))
    words[::2] = map(str.casefold, words[::2])
    # What is asked for may be a key, letter by letter.
    return f"{''.join(words)}?{asked}"


def with_parameter(url: str, name: str, value: str) -> str:
    """The same address with one query parameter set; the others stay as they are, in order."""
    parts = urlsplit(url)
    kept = [
        pair for pair in parts.query.split("&") if pair and unquote(pair.partition("=")[0]) != name
    ]
    query = "&".join([*kept, f"{quote(name, safe='[]$_-.')}={quote(value, safe='')}"])
    return urlunsplit(parts._replace(query=query))


def parameter(url: str, name: str) -> str | None:
    """The first value of a query parameter, or None."""
    for key, value in parse_qsl(urlsplit(url).query, keep_blank_values=True):
        if key == name:
            return value
    return None


def _query(query: str) -> str:
    if not query:
        return ""
    kept = [
        pair for pair in query.split("&") if not _TRACKING.match(unquote(pair.partition("=")[0]))
    ]
    return "&".join(_ascii(pair) for pair in kept)


def _ascii(text: str) -> str:
    """Letters beyond ASCII percent-encoded; what is already encoded stays so, if it needs to."""
    return _ENCODED.sub(_as_all_write_it, quote(text, safe="%/:?#[]@!$&'()*+,;=~-._|"))


def _as_all_write_it(encoded: re.Match[str]) -> str:
    letter = chr(int(encoded[1], 16))
    return letter if letter in _NEED_NO_ENCODING else encoded[0].upper()
