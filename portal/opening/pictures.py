"""Pictures, drawn anew: what is kept is the pixels and nothing that came with them."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps

from portal.opening.refused import Refused

MOST_PIXELS = 50_000_000
Image.MAX_IMAGE_PIXELS = MOST_PIXELS

TOO_LARGE = "It has more than 50 million pixels. Save it smaller, then select it."
NAMES = {"PNG": "PNG", "JPEG": "JPEG"}


def drawn_anew(data: bytes, format_: str, box: tuple[int, int] | None) -> bytes:
    """The picture upright, without place, camera, comment or anything behind its last pixel.

    With a `box`, it is made to fit and comes back as PNG.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a bomb is refused by its own count below
            with Image.open(BytesIO(data), formats=[format_]) as picture:
                return written(upright(picture), "PNG" if box else format_, box)
    except Refused:
        raise
    except Exception as broken:  # the decoders meet a hostile file in many ways
        sentence = f"It is not a {NAMES[format_]} picture inside. Save it again, then select it."
        raise Refused(sentence) from broken


def upright(picture: Image.Image) -> Image.Image:
    """The first frame, the right way up, in colours every browser knows."""
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused(TOO_LARGE)
    picture.load()
    turned = ImageOps.exif_transpose(picture)
    has_holes = turned.has_transparency_data and picture.format == "PNG"
    return turned.convert("RGBA" if has_holes else "RGB")


def written(picture: Image.Image, format_: str, box: tuple[int, int] | None) -> bytes:
    if box:
        picture.thumbnail(box)
    picture.info = {}  # Pillow would write comments and profiles again
    paper = BytesIO()
    picture.save(paper, format=format_, quality=90, optimize=bool(box))
    return paper.getvalue()
