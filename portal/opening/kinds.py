"""The kinds of file the portal takes. Whatever is not here is refused."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portal.opening import office, pdf, pictures, plain

Box = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind: how people call it, its endings, and what opens it.

    `opens` raises Refused; a picture comes back drawn anew, everything else as it was (None).
    """

    key: str
    label: str
    endings: tuple[str, ...]
    content_type: str
    opens: Callable[[bytes, Box | None], bytes | None]

    @property
    def is_picture(self) -> bool:
        """Whether it is kept as drawn anew."""
        return self.content_type.startswith("image/")


OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = Kind(
    key="pdf",
    label="PDF",
    endings=("pdf",),
    content_type="application/pdf",
    opens=lambda data, box: pdf.look_through(data),
)
DOCX = Kind(
    key="docx",
    label="Word",
    endings=("docx",),
    content_type=f"{OFFICE}wordprocessingml.document",
    opens=lambda data, box: office.look_through(data, office.WORD),
)
XLSX = Kind(
    key="xlsx",
    label="Excel",
    endings=("xlsx",),
    content_type=f"{OFFICE}spreadsheetml.sheet",
    opens=lambda data, box: office.look_through(data, office.EXCEL),
)
PPTX = Kind(
    key="pptx",
    label="PowerPoint",
    endings=("pptx",),
    content_type=f"{OFFICE}presentationml.presentation",
    opens=lambda data, box: office.look_through(data, office.POWERPOINT),
)
PNG = Kind(
    key="png",
    label="PNG",
    endings=("png",),
    content_type="image/png",
    opens=lambda data, box: pictures.drawn_anew(data, "PNG", box),
)
JPEG = Kind(
    key="jpeg",
    label="JPEG",
    endings=("jpg", "jpeg"),
    content_type="image/jpeg",
    opens=lambda data, box: pictures.drawn_anew(data, "JPEG", box),
)
CSV = Kind(
    key="csv",
    label="CSV",
    endings=("csv",),
    content_type="text/csv; charset=utf-8",
    opens=lambda data, box: plain.look_through(data),
)
TEXT = Kind(
    key="txt",
    label="text",
    endings=("txt",),
    content_type="text/plain; charset=utf-8",
    opens=lambda data, box: plain.look_through(data),
)
EVERY = (PDF, DOCX, XLSX, PPTX, PNG, JPEG, CSV, TEXT)
PICTURES = (PNG, JPEG)
KINDS = {kind.key: kind for kind in EVERY}


def kind_of(name: str, among: Iterable[Kind] = EVERY) -> Kind | None:
    """The kind that a name claims by its ending; None where that is none of ours."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return next((kind for kind in among if ending in kind.endings), None)


def in_words(kinds: Iterable[Kind]) -> str:
    """Return them as in "PDF, Word or PNG"."""
    labels = [kind.label for kind in kinds]
    return " or ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))
