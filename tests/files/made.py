"""Files made on the spot, good and hostile."""

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from portal.opening.office import MAIN_PART, WORD

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND_OF_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def pdf(**root) -> bytes:
    """One empty page; `root` adds entries to the catalogue."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for name, value in root.items():
        writer.root_object[NameObject(f"/{name}")] = value
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    paper = BytesIO()
    writer.write(paper)
    return paper.getvalue()


def action(kind: str, **more: str) -> DictionaryObject:
    facts = {NameObject("/S"): NameObject(f"/{kind}")}
    facts |= {NameObject(f"/{name}"): TextStringObject(text) for name, text in more.items()}
    return DictionaryObject(facts)


def scripted_pdf() -> bytes:
    return pdf(OpenAction=action("JavaScript", JS="app.alert(1)"))


def carrying_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment("tool.exe", b"MZ")
    return written(writer)


def locked_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="AES-256")
    return written(writer)


def zipped(entries: dict[str, bytes | str], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    paper = BytesIO()
    with zipfile.ZipFile(paper, "w", level) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return paper.getvalue()


def types(*named: str) -> str:
    parts = "".join(f'<Override PartName="/p{n}" ContentType="{t}"/>' for n, t in enumerate(named))
    return f'<Types xmlns="{TYPES}">{parts}</Types>'


def links(kind: str, target: str, mode: str = "External") -> str:
    link = f'<Relationship Id="r" Type="{KIND_OF_LINK}/{kind}" Target="{target}" '
    return f'<Relationships xmlns="{LINKS}">{link}TargetMode="{mode}"/></Relationships>'


def office(program: str = WORD, **more: bytes | str) -> bytes:
    """A document of one program; `more` adds entries, `__` standing for a slash."""
    entries: dict[str, bytes | str] = {
        "[Content_Types].xml": types(MAIN_PART[program]),
        "word/document.xml": "<w/>",
    }
    named = {name.replace("__", "/").replace("_DOT_", "."): data for name, data in more.items()}
    return zipped(entries | named)


def picture(format_: str = "PNG", size: tuple[int, int] = (40, 20), **how) -> bytes:
    paper = BytesIO()
    Image.new("RGB", size, "#4b2e83").save(paper, format_, **how)
    return paper.getvalue()


def photo() -> bytes:
    """A JPEG that says where it was taken, lying on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees
    exif[0x010E] = "GARDEN-OF-NO-11"
    exif.get_ifd(0x8825)[1] = "N"
    return picture("JPEG", exif=exif, comment=b"COMMENT-OF-NO-11")
