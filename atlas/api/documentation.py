"""The documentation that people read: one page without scripts, made of the declarations."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from typing import Any

from atlas import __version__
from atlas.api.parameters import Parameter, Several
from atlas.api.resources import RESOURCES, Resource
from atlas.citation import LICENCE
from atlas.edition import Edition
from atlas.vocabulary import Vocabulary

# Longer lists of values are left to the document for programs.
_MOST_VALUES = 24

_STYLE = """
:root { color-scheme: light dark; --line: #8a8f99; --quiet: rgba(128, 128, 128, 0.14); }
body { font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; margin: 0 auto;
  max-width: 60rem; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { line-height: 1.2; margin: 0 0 0.3rem; }
h2 { margin: 2.4rem 0 0.4rem; border-top: 1px solid var(--line); padding-top: 1rem; }
h3 { margin: 1.2rem 0 0.3rem; font-size: 1rem; }
code, pre { font-family: ui-monospace, "Cascadia Mono", "Noto Sans Mono", monospace;
  font-size: 0.9em; background: var(--quiet); border-radius: 0.25rem; }
code { padding: 0.05rem 0.25rem; }
pre { padding: 0.7rem; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.93rem; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.6rem 0.35rem 0;
  border-bottom: 1px solid var(--line); }
td:first-child { white-space: nowrap; }
a { color: inherit; }
ul { padding-left: 1.2rem; }
@media (max-width: 40rem) {
  thead { display: none; }
  td { display: block; border: 0; padding: 0.1rem 0; }
  td:first-child { padding-top: 0.6rem; }
  tr:last-child td:last-child { padding-bottom: 0.6rem; }
}
"""
_HASH = b64encode(sha256(_STYLE.encode()).digest()).decode()
CONTENT_SECURITY = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def documentation(edition: Edition) -> str:
    """The page as HTML; every address in it is relative to /api/v1/."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Exosome Atlas: for programs</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>Exosome Atlas: for programs</h1>
<p>Everything that the <a href="../../">pages</a> show, read-only, without a key. Version
{escape(__version__)}, revision {edition.revision} of the data, last checked
{escape(edition.verified_on)}. <a href="openapi.json">openapi.json</a> says the same as this page to
programs (OpenAPI 3.1). Data: <a href="{LICENCE}">CC BY 4.0</a>.
Not legal advice.</p>
<p><strong>Only <code>permitted</code> is a permission.</strong> <code>no_specific_rule</code>
(nobody official has spoken), <code>unclear</code> (looked into, not answered) and
<code>no_data</code> (nothing on record) are three ways of not knowing. What is marked
<code>machine_read</code> was read by a program and reviewed by nobody. Pass on with a fact its
source (<code>read_url</code>), its <code>confidence</code> and the day it was last checked.</p>
<pre>ATLAS=http://localhost:8501/api/v1   # the address of this page
curl "$ATLAS/positions?places=KR&amp;scenario=injected_or_iv"
curl "$ATLAS/notices?q=exosome&amp;format=csv"
curl --head "$ATLAS/changes?since=2026-01-01"</pre>
{"".join(_resource(resource, edition) for resource in RESOURCES)}
<h2 id="answers">Answers</h2>
<ul>
<li><strong>JSON or CSV</strong>: by <code>format=json</code> or <code>format=csv</code>, else by
the Accept header. CSV joins lists with "; " and puts ' before a cell that a spreadsheet would take
for a formula.</li>
<li><strong>Pages</strong>: <code>limit</code> and <code>offset</code>; <code>total</code> and the
header <code>X-Total-Count</code> say how many records there are, the header <code>Link</code> where
the next page is.</li>
<li><strong>Asking again</strong>: send the <code>ETag</code> back as <code>If-None-Match</code>.
304 without a body means that nothing has moved.</li>
<li><strong>Mistakes</strong> are answered as <code>application/problem+json</code> (RFC 9457) and
never guessed at: <code>faults</code> names each parameter that cannot be used, with the nearest
values that can. A parameter that does not exist is a mistake too.</li>
<li>Any site may read this (CORS). Nothing can be written.</li>
</ul>
<h2 id="feeds">Feeds</h2>
<p>What changed, old and new, with the source, for a feed reader: Atom, or JSON Feed 1.1.</p>
<ul>
<li>Everything: {_feed("changes")}</li>
<li>One country, subdivision or bloc: <code>/feeds/place/<em>code</em>.atom</code>, such as
{_feed("place/KR")}; with it comes what reaches it from above.</li>
<li>One region of the UN's M49, a bloc's members, or World:
<code>/feeds/region/<em>name</em>.atom</code>, such as
{_feed("region/South-eastern%20Asia")}; with it come the blocs of its countries.</li>
<li>One product and use: {_scenario_feeds(edition.vocabularies.scenario)}</li>
</ul>
</body>
</html>
"""


def _resource(resource: Resource, edition: Edition) -> str:
    rows = "".join(_parameter(parameter, edition) for parameter in resource.parameters)
    examples = "".join(
        f'<li><a href="{escape(f"{resource.name}?{query}")}"><code>'
        f"{escape(f'/{resource.name}?{query}')}</code></a>: {escape(asks)}</li>"
        for query, asks in resource.examples.items()
    )
    records = "".join(
        f"<h3>{escape(name)}</h3><p>{_codes(fields)}</p>"
        for name, fields in resource.records.items()
    )
    return (
        f'<h2 id="{resource.name}">/{resource.name}</h2><p>{_prose(resource.about)}</p>'
        f"<ul>{examples}</ul><table><thead><tr><th>Parameter</th><th>What it does</th>"
        f"<th>Values</th></tr></thead><tbody>{rows}</tbody></table>{records}"
    )


def _parameter(parameter: Parameter, edition: Edition) -> str:
    needed = " (required)" if parameter.required else ""
    return (
        f"<tr><td><code>{escape(parameter.name)}</code>{needed}</td>"
        f"<td>{_prose(parameter.about)}</td><td>{_values(parameter, edition)}</td></tr>"
    )


def _values(parameter: Parameter, edition: Edition) -> str:
    several = isinstance(parameter.values, Several)
    schema: dict[str, Any] = parameter.values.schema(edition)
    schema = schema["items"] if several else schema
    if vocabulary := schema.get("$ref", "").rpartition("/")[2]:
        said = _codes(edition.vocabularies[vocabulary].codes)
    elif "enum" in schema and len(schema["enum"]) <= _MOST_VALUES:
        said = _codes(schema["enum"])
    elif "enum" in schema:
        said = f"{len(schema['enum'])} values, in openapi.json"
    elif schema.get("format") == "date":
        said = "<code>yyyy-mm-dd</code>"
    elif schema["type"] == "integer":
        said = f"{schema['minimum']} to {schema['maximum']:,}"
    else:
        said = f"text, at most {schema['maxLength']} letters"
    if parameter.default not in (None, "", (), False):
        said += f"; <code>{escape(str(parameter.default))}</code> if not given"
    return f"any of: {said}" if several else said


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(f"<code>{escape(code)}</code>" for code in codes)


def _prose(text: str) -> str:
    """Text in which `words` between backticks are code."""
    parts = escape(text).split("`")
    return "".join(
        f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts)
    )


def _scenario_feeds(scenarios: Vocabulary) -> str:
    return ", ".join(
        f"{escape(scenarios.label(code))} {_feed(f'scenario/{code}')}" for code in scenarios.codes
    )


def _feed(path: str) -> str:
    return (
        f'<a href="../../feeds/{path}.atom">Atom</a> (<a href="../../feeds/{path}.json">JSON</a>)'
    )
