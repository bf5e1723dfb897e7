"""Pictures of people: what is taken for one."""

from softphone.exchange.bounds import MAX_PICTURE
from softphone.exchange.card_text import Property, from_base64, unescaped

_KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"))


def picture_kind(image: bytes) -> str:
    """ "png" or "jpeg" by signature, "" for what is neither or too large."""
    if len(image) > MAX_PICTURE:
        return ""
    return next((kind for mark, kind in _KINDS if image.startswith(mark)), "")


def picture_of(prop: Property) -> bytes | None:
    """The picture in a PHOTO; None when it is not inside: what a URL leads to is never fetched."""
    if (image := prop.bytes_value) is not None:
        return image
    value = unescaped(prop.value).strip()
    if value[:5].lower() != "data:":
        return None
    head, _, data = value.partition(",")
    return from_base64(data) if head.lower().endswith(";base64") else None
