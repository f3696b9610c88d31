#!/usr/bin/env python3
"""Whether a PDF is what an archive and a screen reader need: PDF/A-3b with tags, as far as can be told without veraPDF.

    tools/check_pdf.py FILE...      a sentence for each thing wrong; ends with 0 when there is none, 1 otherwise

Looks at the metadata, the output intent, fonts, tags, language, title, identifier, pictures and actions. Called by the
tests of documents/; needs python3-pikepdf and Debian's own Python.
"""
import re
import sys
import xml.etree.ElementTree

import pikepdf
from pikepdf import Name

PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
DC = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
ACTIONS = {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState", "/Rendition"}
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def main(paths):
    wrong = 0
    for path in paths:
        sentences = check(path)
        wrong += len(sentences)
        for sentence in sentences:
            print(f"{path}: {sentence}")
    if not paths:
        print("Say which files to check: tools/check_pdf.py FILE...")
    return 1 if wrong or not paths else 0


def check(path):
    try:
        with pikepdf.open(path) as pdf:
            if pdf.is_encrypted:
                return ["it is encrypted"]
            found = [*metadata(pdf), *catalogue(pdf), *dictionaries(pdf), *structure(pdf)]
            for number, page in enumerate(pdf.pages, 1):
                found += [f"page {number}: {sentence}" for sentence in content(page)]
            return found
    except pikepdf.PdfError as error:
        return [f"it cannot be read: {error}"]


def metadata(pdf):
    """The XMP packet names PDF/A-3b, PDF/UA-1 and the title that the Info dictionary has."""
    if "/Metadata" not in pdf.Root:
        yield "it has no XMP metadata"
        return
    stream = pdf.Root.Metadata
    if "/Filter" in stream:
        yield "its XMP metadata is compressed"
    packet = stream.read_bytes()
    try:
        tree = xml.etree.ElementTree.fromstring(packet)
    except xml.etree.ElementTree.ParseError as error:
        yield f"its XMP metadata is no XML: {error}"
        return
    if value(tree, PDFA + "part") != "3":
        yield "its metadata does not say PDF/A-3 (pdfaid:part)"
    if value(tree, PDFA + "conformance") != "B":
        yield "its metadata does not say conformance B (pdfaid:conformance)"
    if value(tree, PDFUA + "part") != "1":
        yield "its metadata does not say PDF/UA-1 (pdfuaid:part)"
    elif b"pdfaExtension:schemas" not in packet:
        yield "its metadata uses pdfuaid without describing that schema (ISO 19005-3, 6.6.2.3)"
    titles = [item.text for title in tree.iter(DC + "title") for item in title.iter(RDF + "li")]
    if not titles or not titles[0]:
        yield "its metadata has no title (dc:title)"
    elif "/Title" not in pdf.docinfo or str(pdf.docinfo.Title) != titles[0]:
        yield "its title differs between Info and metadata"
    for key in ("/CreationDate", "/ModDate"):
        if key in pdf.docinfo and not re.fullmatch(r"D:\d{14}(Z|[+-]\d\d'\d\d'?)", str(pdf.docinfo[key])):
            yield f"its date {key} is not written as PDF writes dates"


def value(tree, name):
    """Of a property, written as an element or as an attribute."""
    for element in tree.iter():
        if element.tag == name:
            return element.text
        if name in element.attrib:
            return element.attrib[name]
    return None


def catalogue(pdf):
    root = pdf.Root
    intents = [intent for intent in root.get("/OutputIntents", []) if intent.get("/S") == Name.GTS_PDFA1]
    if not intents or "/DestOutputProfile" not in intents[0]:
        yield "it has no output intent with a colour profile"
    elif intents[0].DestOutputProfile.read_bytes()[36:40] != b"acsp":
        yield "the colour profile of its output intent is no ICC profile"
    if not bool(root.get("/MarkInfo", {}).get("/Marked", False)):
        yield "it is not marked as tagged (MarkInfo)"
    if not str(root.get("/Lang", "")):
        yield "it names no language (Lang)"
    if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "readers are not told to show its title (DisplayDocTitle)"
    if len(pdf.trailer.get("/ID", [])) != 2:
        yield "it has no identifier (ID)"
    if "/OpenAction" in root and isinstance(root.OpenAction, pikepdf.Dictionary):
        yield "it does something when opened (OpenAction)"
    if "/AA" in root:
        yield "it does something by itself (AA)"
    if "/JavaScript" in root.get("/Names", {}):
        yield "it carries JavaScript"
    if "/Encrypt" in pdf.trailer:
        yield "it is encrypted"


def dictionaries(pdf):
    """Fonts, pictures, annotations and actions, wherever they lie."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            yield from picture(thing)
        if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            continue
        kind, subtype = str(thing.get("/Type", "")), str(thing.get("/Subtype", ""))
        if kind == "/Font":
            yield from font(thing, subtype)
        if kind == "/Annot":
            yield from annotation(thing, subtype)
        if str(thing.get("/S", "")) in ACTIONS or "/JS" in thing:
            yield f"it carries an action {thing.get('/S', 'JavaScript')}"


def picture(stream):
    if stream.get("/Subtype") == Name.Image:
        if bool(stream.get("/Interpolate", False)):
            yield "a picture asks for interpolation"
        if stream.get("/ColorSpace") == Name.DeviceCMYK:
            yield "a picture has colours for the press (DeviceCMYK) beside an sRGB output intent"
    if "/F" in stream or "/LZWDecode" in str(stream.get("/Filter", "")):
        yield "a stream lies outside the file or is compressed with LZW"


def font(thing, subtype):
    name = str(thing.get("/BaseFont", "a font"))
    if subtype == "/Type0":
        if "/ToUnicode" not in thing:
            yield f"the text of {name} cannot be searched (ToUnicode)"
        return  # what is embedded hangs on its descendant
    if subtype == "/Type3":
        return  # drawn by the file itself
    if not any(key in thing.get("/FontDescriptor", {}) for key in FONT_FILES):
        yield f"{name} is not embedded"


def annotation(thing, subtype):
    flags = int(thing.get("/F", 0))
    if not flags & 4 or flags & (1 | 2 | 32):
        yield f"an annotation {subtype} is not printed or hidden"


def structure(pdf):
    """Each content item of the pages hangs on the structure tree."""
    if "/StructTreeRoot" not in pdf.Root:
        yield "it has no structure tree (tags)"
        return
    tree = pdf.Root.StructTreeRoot
    if "/K" not in tree or "/ParentTree" not in tree:
        yield "its structure tree is empty"
        return
    parents = numbers(tree.ParentTree)
    for number, page in enumerate(pdf.pages, 1):
        marks = {mark for mark, _ in marked(page)}
        own = parents.get(int(page.get("/StructParents", -1)))
        if marks and (own is None or max(marks) >= len(own)):
            yield f"page {number}: content is marked that the structure tree does not know"


def numbers(tree):
    found = {}
    for kid in tree.get("/Kids", []):
        found |= numbers(kid)
    pairs = list(tree.get("/Nums", []))
    return found | {int(pairs[i]): pairs[i + 1] for i in range(0, len(pairs), 2)}


def marked(page):
    """Of each marked-content item of a page its number and the depth at which it lies in others."""
    depth = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            has_number = name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]
            depth.append(has_number)
            if has_number:
                yield int(operands[1].MCID), sum(depth)
        elif name == "EMC":
            depth.pop()


def content(page):
    """Text is tagged or an artifact, and no tagged item lies in another."""
    if any(depth > 1 for _, depth in marked(page)):
        yield "a tagged item lies in another"
    depth, loose = 0, False
    for _, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
        loose = loose or (name in ("Tj", "TJ", "'", '"') and depth == 0)
    if loose:
        yield "text is neither tagged nor an artifact"
    if depth != 0:
        yield "marked content does not end"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
