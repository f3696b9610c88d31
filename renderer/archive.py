"""PDF/A-3b with the tags of PDF/UA-1: one more variant beside WeasyPrint's, which knows only one of the two at a time.

The metadata is written here and not by WeasyPrint, whose dates lack the "D:" of ISO 32000 and whose XMP lacks the
description of the pdfuaid schema that PDF/A (ISO 19005-3, 6.6.2.3) demands. Called by paper.py.
"""
from xml.sax.saxutils import escape

import pydyf
import weasyprint.pdf
from weasyprint.pdf import stream as pdf_stream
from weasyprint.pdf.pdfa import pdfa
from weasyprint.pdf.pdfua import pdfua

VARIANT = "dumas"


def register():
    weasyprint.pdf.VARIANTS[VARIANT] = (_archive, {"version": "1.7", "mark": True})
    weasyprint.pdf.Stream = _TaggedStream


def _archive(pdf, metadata, document, page_streams):
    pdfua(pdf, metadata, document, page_streams)
    pdfa(pdf, metadata, document, page_streams, version=3)  # last: it makes annotations print, as PDF/A wants
    _leave_out_earlier_metadata(pdf)
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.info.clear()
    pdf.info["Title"] = pydyf.String(metadata.title)
    pdf.info["Producer"] = pydyf.String("Dumas")
    if metadata.authors:
        pdf.info["Author"] = pydyf.String(metadata.authors[0])
    date = "".join(filter(str.isdigit, metadata.created))[:14]
    pdf.info["CreationDate"] = pdf.info["ModDate"] = pydyf.String(f"D:{date}Z")
    xmp = pydyf.Stream([_xmp(metadata).encode("utf-8")], extra={"Type": "/Metadata", "Subtype": "/XML"})
    pdf.add_object(xmp)
    pdf.catalog["Metadata"] = xmp.reference


def _leave_out_earlier_metadata(pdf):
    """Of two metadata streams only the catalogue's would be read; the others are made free objects."""
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and thing.extra.get("Type") == "/Metadata":
            thing.free = "f"
            thing.generation = 65535
            thing.offset = 0


class _TaggedStream(pdf_stream.Stream):
    """Marked content side by side where WeasyPrint nests it: a reader may not find one content item in another
    (ISO 32000-1, 14.7.4.2). And pictures without interpolation, which PDF/A forbids (ISO 19005-3, 6.2.8.2)."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self._open = []  # (box, tag), outermost first

    def begin_marked_content(self, box, mcid=False, tag=None):
        if self._open:
            self._close()
        self._open.append((box, tag))
        super().begin_marked_content(box, True, tag)

    def end_marked_content(self):
        self._open.pop()
        self._close()
        if self._open:
            super().begin_marked_content(self._open[-1][0], True, self._open[-1][1])

    def _close(self):
        if self.stream[-1] == b"BDC":  # nothing inside: as if it had not begun
            del self.stream[-3:]
            self.marked.pop()
        else:
            super().end_marked_content()

    def add_image(self, pillow_image, image_rendering, optimize_size):
        return super().add_image(pillow_image, "pixelated", optimize_size)


def _xmp(metadata):
    author = f"<dc:creator><rdf:Seq><rdf:li>{escape(metadata.authors[0])}</rdf:li></rdf:Seq></dc:creator>"
    return XMP.format(
        title=escape(metadata.title),
        author=author if metadata.authors else "",
        language=escape(metadata.lang),
        date=metadata.created,
    )


XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{author}
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate><pdf:Producer>Dumas</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates which part of ISO 14289 the file follows</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
