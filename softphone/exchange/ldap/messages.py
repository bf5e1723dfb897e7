"""The few LDAP messages that a look-up needs (RFC 4511), between values and bytes by pyasn1.

What is typed goes into the filter as a value, never as filter text, so nothing of it has to be escaped.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from pyasn1.codec.ber import decoder, encoder
from pyasn1.error import PyAsn1Error
from pyasn1_modules import rfc2251

START_TLS: Final = "1.3.6.1.4.1.1466.20037"
_WHOLE_SUBTREE: Final = 2
_SEQUENCE: Final = 0x30
_LONG_FORM: Final = 0x80


class ResultCode(IntEnum):
    """Of RFC 4511 section 4.1.9, those that are told apart."""

    SUCCESS = 0
    TIME_LIMIT_EXCEEDED = 3
    SIZE_LIMIT_EXCEEDED = 4
    STRONGER_AUTH_REQUIRED = 8
    CONFIDENTIALITY_REQUIRED = 13
    NO_SUCH_OBJECT = 32
    INVALID_DN_SYNTAX = 34
    INAPPROPRIATE_AUTHENTICATION = 48
    INVALID_CREDENTIALS = 49
    INSUFFICIENT_ACCESS_RIGHTS = 50


class MessageError(ValueError):
    """The bytes are no LDAP message."""


@dataclass(frozen=True, slots=True)
class Entry:
    dn: str
    attributes: Mapping[str, Sequence[bytes]]


@dataclass(frozen=True, slots=True)
class Result:
    """How a bind, a search or StartTLS ended. `code` may be none of ResultCode."""

    code: int
    message: str


def bind(number: int, user: str, password: str) -> bytes:
    message, request = _message(number, "bindRequest")
    request["version"] = 3
    request["name"] = user.encode()
    request["authentication"]["simple"] = password.encode()
    return bytes(encoder.encode(message))


def start_tls(number: int) -> bytes:
    message, request = _message(number, "extendedReq")
    request["requestName"] = START_TLS.encode()
    return bytes(encoder.encode(message))


def search(
    number: int,
    base: str,
    wanted: Sequence[Sequence[tuple[str, Sequence[str]]]],
    *,
    attributes: Sequence[str],
    most: int,
    seconds: int,
) -> bytes:
    """Every one of `wanted` is to hold; one holds when any of its (attribute, parts) has these parts, in order."""
    message, request = _message(number, "searchRequest")
    request["baseObject"] = base.encode()
    request["scope"] = _WHOLE_SUBTREE
    request["derefAliases"] = 0
    request["sizeLimit"] = most
    request["timeLimit"] = seconds
    request["typesOnly"] = False
    every = request["filter"]["and"]
    for place, one in enumerate(wanted):
        every.setComponentByPosition(place)
        some = every[place]["or"]
        for index, (attribute, parts) in enumerate(one):
            some.setComponentByPosition(index)
            substrings = some[index]["substrings"]
            substrings["type"] = attribute.encode()
            for position, part in enumerate(parts):
                substrings["substrings"].setComponentByPosition(position)
                substrings["substrings"][position]["any"] = part.encode()
    for index, name in enumerate(attributes):
        request["attributes"][index] = name.encode()
    return bytes(encoder.encode(message))


def _message(number: int, kind: str) -> tuple[Any, Any]:
    message = rfc2251.LDAPMessage()
    message["messageID"] = number
    return message, message["protocolOp"].setComponentByName(kind)[kind]


def length_of(head: bytes) -> int | None:
    """How many bytes the message that begins with `head` has in all; None while that cannot be told. MessageError for
    what begins no message."""
    if not head:
        return None
    if head[0] != _SEQUENCE:
        raise MessageError("it begins no message")
    if len(head) < 2:
        return None
    if head[1] < _LONG_FORM:
        return 2 + head[1]
    size = head[1] - _LONG_FORM
    if not 0 < size <= 4:
        raise MessageError("its length is none")
    if len(head) < 2 + size:
        return None
    (length,) = struct.unpack(">I", head[2 : 2 + size].rjust(4, b"\0"))
    return int(2 + size + length)


def read(data: bytes) -> tuple[int, Entry | Result | None]:
    """The number of a whole message, and what it says; None for what a look-up has no use for."""
    try:
        message, _ = decoder.decode(data, asn1Spec=rfc2251.LDAPMessage())
        number = int(message["messageID"])
        kind = message["protocolOp"].getName()
        said = message["protocolOp"].getComponent()
        if kind == "searchResEntry":
            return number, _entry(said)
        if kind in {"bindResponse", "searchResDone", "extendedResp"}:
            return number, Result(int(said["resultCode"]), _text(said["errorMessage"]))
    except (PyAsn1Error, ValueError, TypeError, LookupError, ArithmeticError, RecursionError) as error:
        raise MessageError("it cannot be read") from error
    return number, None


def _entry(said: Any) -> Entry:
    attributes: dict[str, list[bytes]] = {}
    for each in said["attributes"]:
        values = attributes.setdefault(_text(each["type"]), [])
        values.extend(bytes(value) for value in each["vals"])
    return Entry(_text(said["objectName"]), attributes)


def _text(value: Any) -> str:
    return bytes(value).decode("utf-8", "replace")
