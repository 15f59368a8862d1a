"""Reads a picture whole, after a look at how much it would unpack to."""

from __future__ import annotations

import io

from PIL import Image, UnidentifiedImageError

from sahulat.foundation.files.types import FileUnreadable

MOST_PIXELS = 60_000_000  # an A4 page at 700 dots per inch
MOST_UNPACKED = 200_000_000  # bytes: these pixels in three colours of 8 bits
PNG_DEPTH_AT = 24  # bits of a channel, in the header


def check_picture(content: bytes, decoder: str) -> None:
    """Raises FileUnreadable for a picture that is broken or absurdly large."""
    try:
        with Image.open(io.BytesIO(content), formats=[decoder]) as image:
            pixels = image.width * image.height
            depth = 2 if decoder == "PNG" and content[PNG_DEPTH_AT] > 8 else 1
            if pixels > MOST_PIXELS or pixels * len(image.getbands()) * depth > MOST_UNPACKED:
                raise FileUnreadable
            # A JPEG is decoded at an eighth of its size: enough to see that it is whole.
            image.draft("L", (image.width // 8, image.height // 8))
            image.load()
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as why:
        raise FileUnreadable from why
