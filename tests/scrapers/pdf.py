"""A PDF of one page with one line of text."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject


@lru_cache(maxsize=64)
def pdf(text: str) -> bytes:
    """The document; `text` is plain ASCII without brackets."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_that_repeats(text: str, times: int) -> bytes:
    """A document of a few kilobytes that says a text ten thousand times, and that many times."""
    writer = PdfWriter(clone_from=BytesIO(pdf(text)))
    page = writer.pages[0]
    form = DecodedStreamObject()
    form.set_data(f"BT /F1 12 Tf ({text}) Tj ET\n".encode() * 10_000)
    form[NameObject("/Subtype")] = NameObject("/Form")
    resources = page[NameObject("/Resources")]
    assert isinstance(resources, DictionaryObject)
    form[NameObject("/Resources")] = DictionaryObject(resources)
    forms = {NameObject("/X"): writer._add_object(form.flate_encode())}
    resources[NameObject("/XObject")] = DictionaryObject(forms)
    stream = DecodedStreamObject()
    stream.set_data(b"/X Do\n" * times)
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
