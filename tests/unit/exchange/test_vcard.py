"""vCards are read whatever wrote them, and written so that what we do not know stays."""

import base64
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from softphone.calls.cards import Card, FormerCardAddress
from softphone.calls.people import RejectedEntry
from softphone.exchange.card_addresses import AddressError, kept_uri
from softphone.exchange.vcard import CardError, Version, read_card, read_cards, write_card

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
FOREIGN = "\r\n".join(
    [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//Someone//Else//EN",
        "N:Petrova;Anna;;Dr.;",
        "FN:Dr. Anna Petrova",
        "ORG:Acme;Sales",
        "TEL;TYPE=CELL,VOICE;TYPE=pref:+7 (495) 555-01-01",
        "item1.TEL:+7 495 555 02 02",
        "item1.X-ABLabel:_$!<Work>!$_",
        "EMAIL;TYPE=INTERNET,WORK:anna@office.example",
        "ADR;TYPE=WORK:;;Street 1;City;;123;RU",
        "NOTE:Hallo\\, Welt\\nzweite Zeile",
        'X-FOO;A=b;C="d;e:f":q\\;w',
        "BDAY:1980-02-03",
        "CATEGORIES:Friends,Chess\\, club",
        "REV:2020-01-01T00:00:00Z",
        "UID:abc",
        "END:VCARD",
        "",
    ]
)


def both_ways(card: Card, version: Version = "4.0", base: str = "") -> Card:
    return replace(read_card(write_card(card, version=version, base=base)), entry=card.entry)


def people(data: bytes) -> list[Card]:
    return [each for each in read_cards(data) if isinstance(each, Card)]


def refused(data: bytes) -> list[RejectedEntry]:
    return [each for each in read_cards(data) if isinstance(each, RejectedEntry)]


def test_what_another_program_wrote_is_understood() -> None:
    """Names, numbers in any formatting, labels, groups and notes are found in a vCard of another program."""
    card = read_card(FOREIGN)
    assert (card.name, card.organisation, card.uid) == ("Dr. Anna Petrova", "Acme, Sales", "abc")
    assert card.addresses == (
        ("tel:+74955550101", "mobile"),
        ("tel:+74955550202", "work"),
        ("mailto:anna@office.example", "work"),
    )
    assert card.groups == ("Friends", "Chess, club")
    assert card.notes == "Hallo, Welt\nzweite Zeile"


def test_an_unchanged_card_is_written_as_it_was() -> None:
    """Nothing of a vCard changes when nothing of the person has."""
    assert write_card(read_card(FOREIGN), base=FOREIGN) == FOREIGN


def test_what_is_not_known_stays_when_something_else_changes() -> None:
    """A new name and number leave the postal address, the birthday and foreign parameters alone, in their order."""
    was = read_card(FOREIGN)
    card = replace(
        was, name="Anna Sidorova", addresses=(("sip:anna@office.example", "дача"), *was.addresses[1:])
    )
    text = write_card(card, base=FOREIGN)
    lines = text.split("\r\n")
    for line in (
        "PRODID:-//Someone//Else//EN",
        "ORG:Acme;Sales",
        "ADR;TYPE=WORK:;;Street 1;City;;123;RU",
        'X-FOO;A=b;C="d;e:f":q\\;w',
        "BDAY:1980-02-03",
        "EMAIL;TYPE=INTERNET,WORK:anna@office.example",
        "item1.TEL:+7 495 555 02 02",
        "item1.X-ABLabel:_$!<Work>!$_",
    ):
        assert line in lines
    assert "555-01-01" not in text
    assert not any(line.startswith("REV") for line in lines)
    assert replace(read_card(text), entry="") == card


def test_the_groups_of_an_address_book_on_the_web_are_none() -> None:
    """Everybody is in one, and the other is a star; both stay in the card, and a group of that name alone is one."""
    text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bob\r\nCATEGORIES:myContacts,starred,Chess\r\nEND:VCARD\r\n"
    card = read_card(text)
    assert (card.groups, card.favourite) == (("Chess",), True)
    assert "CATEGORIES:myContacts,starred,Go\r\n" in write_card(replace(card, groups=("Go",)), base=text)
    assert "CATEGORIES:myContacts,Chess\r\n" in write_card(replace(card, favourite=False), base=text)
    assert read_card(text.replace("myContacts,", "")).groups == ("starred", "Chess")


def test_a_removed_number_takes_its_label_along() -> None:
    """A label in a group of its own goes with the number it belongs to."""
    was = read_card(FOREIGN)
    text = write_card(replace(was, addresses=was.addresses[:1]), base=FOREIGN)
    assert "item1" not in text
    assert "TEL;TYPE=CELL,VOICE;TYPE=pref:+7 (495) 555-01-01" in text


def test_the_time_of_the_change_is_written() -> None:
    """REV says when, in the form of the version."""
    card = Card("Anna", (("sip:a@b.example", ""),))
    at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert "REV:20260102T030405Z\r\n" in write_card(card, at=at)
    assert "REV:2026-01-02T03:04:05Z\r\n" in write_card(card, version="3.0", base=FOREIGN, at=at)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_everything_a_contact_has_comes_back(version: Version) -> None:
    """Former addresses, picture, groups, the star and the order of addresses survive a file."""
    card = Card(
        name="Анна; Petrova, \\ Ltd",
        addresses=(
            ("mailto:anna@office.example", "work"),
            ("sip:anna@office.example;transport=tls", "Рабочий"),
            ("tel:+74955550101", "mobile"),
            ("tel:+1555;ext=12", "work fax"),
            ("https://office.example/a;b,c", ""),
            ("xmpp:anna@office.example", "home"),
            ("sms:+74955550101", ""),
            ("mailto:a@b.example?subject=x", "other"),
        ),
        former=(
            FormerCardAddress(
                "sip:old@a.example;x=y",
                "sip:new@a.example",
                301,
                datetime(2026, 1, 1, 1, 1, 1, 5, tzinfo=UTC),
            ),
            FormerCardAddress("sip:older@a.example", "tel:+123", 302, datetime(2025, 1, 1, tzinfo=UTC)),
        ),
        organisation="Acme; Söhne",
        notes="one\ntwo\n" + "ы" * 200,
        groups=("a,b", "Друзья"),
        favourite=True,
        picture=PNG,
        uid="urn:uuid:1,2",
    )
    text = write_card(card, version=version)
    assert replace(read_card(text), entry="") == card
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert replace(read_card(write_card(card, base=text)), entry="") == card
    assert write_card(read_card(text), base=text) == text


def test_old_telephones_are_understood() -> None:
    """vCard 2.1: quoted-printable over several lines, its charset, bare types, a picture, a card within the card."""
    photo = base64.b64encode(PNG).decode()
    name = "=D0=98=D0=B2=D0=B0=D0=BD=D0=BE=D0=B2;=D0=98=D0=B2=\n=D0=B0=D0=BD;;;"
    data = (
        "BEGIN:VCARD\nVERSION:2.1\n"
        f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{name}\n"
        "NOTE;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=C0=ED=ED=E0=0D=0A=21\n"
        "TEL;CELL;PREF:8 (495) 555-01-01\nTEL;WORK;FAX:123 ext. 4\n"
        f"PHOTO;ENCODING=BASE64;PNG:\n {photo[:60]}\n {photo[60:]}\n\n"
        "AGENT:\nBEGIN:VCARD\nVERSION:2.1\nFN:Secretary\nEND:VCARD\n"
        "END:VCARD\n"
    ).encode()
    (card,) = people(data)
    assert card.name == "Иван Иванов"
    assert card.notes == "Анна\n!"
    assert card.addresses == (("tel:84955550101", "mobile"), ("tel:123;ext=4", "work fax"))
    assert card.picture == PNG


@pytest.mark.parametrize(
    ("line", "uri"),
    [
        ("TEL:+49 (0)30 1234", "tel:+49301234"),
        ("TEL:٠١٢٣٤", "tel:01234"),
        ("TEL;VALUE=uri:tel:+1-555-0100;ext=7", "tel:+15550100;ext=7"),
        ("TEL:sip:bob@office.example", "sip:bob@office.example"),
        ("TEL:bob@office.example", "sip:bob@office.example"),
        ("TEL:*100#", "tel:*100#"),
        ("IMPP;X-SERVICE-TYPE=Jabber:bob@office.example", "xmpp:bob@office.example"),
        ("IMPP:sip:bob@office.example", "sip:bob@office.example"),
        ("IMPP;X-SERVICE-TYPE=SIP:x-apple:bob@office.example", "sip:bob@office.example"),
        ("X-MS-IMADDRESS:sip:bob@office.example", "sip:bob@office.example"),
        ("X-SIP:bob@office.example:5070", "sip:bob@office.example:5070"),
        ("X-JABBER:bob@office.example", "xmpp:bob@office.example"),
        ("EMAIL:Bob <bob@office.example>", "mailto:bob@office.example"),
        ("URL:http\\://office.example/x", "http://office.example/x"),
        ("URL:office.example", "http://office.example"),
    ],
)
def test_addresses_are_read_from_where_programs_put_them(line: str, uri: str) -> None:
    """Numbers, SIP and chat addresses, mail and pages become the URIs that a contact has."""
    card = read_card(f"BEGIN:VCARD\nVERSION:3.0\nFN:Bob\n{line}\nEND:VCARD\n")
    assert [each for each, _ in card.addresses] == [uri]


@pytest.mark.parametrize(
    "line",
    [
        "TEL:ask Bob",
        "IMPP:skype:bob",
        "URL:javascript:alert(1)",
        "EMAIL:nobody",
        "IMPP:sip:a@b?Route=x",
        "X-SIP:a b",
    ],
)
def test_what_is_no_address_is_named_and_the_person_is_taken(line: str) -> None:
    """A line that cannot be kept is reported with the card's line; the others of the person are taken."""
    data = f"\r\nBEGIN:VCARD\nFN:Bob\n{line}\nTEL:123\nEND:VCARD\n".encode()
    assert [card.addresses for card in people(data)] == [(("tel:123", ""),)]
    (left_out,) = refused(data)
    assert left_out.entry == "line 2 Bob"
    assert left_out.why.startswith(line.partition(":")[0])


def test_labels_of_telephones_are_understood() -> None:
    """As Android writes a label of the person's own, and Apple its fax machines."""
    custom = "TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=D0=94=D0=B0=D1=87=D0=B0):12 34"
    fax = "item1.TEL:56\nitem1.X-ABLabel:_$!<HomeFAX>!$_"
    text = f"BEGIN:VCARD\nVERSION:2.1\nFN:Bob\n{custom}\n{fax}\nEND:VCARD\n"
    card = read_card(text)
    assert card.addresses == (("tel:1234", "дача"), ("tel:56", "home fax"))
    assert both_ways(replace(card, notes="x"), base=text).addresses == card.addresses


def test_a_file_may_be_indented_and_end_in_filling() -> None:
    """Blanks before BEGIN, and what old programs write behind the end, are nothing to report."""
    data = b"\r\n  BEGIN:VCARD \r\nFN:Bob\r\nEND:VCARD\r\n\0\0\x1a"
    assert [card.name for card in people(data)] == ["Bob"]
    assert refused(data) == []


def test_a_remote_picture_is_never_fetched() -> None:
    """A PHOTO elsewhere is no picture, and stays in the card that it came from."""
    text = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bob\r\nTEL:1\r\nPHOTO:https://tracker.example/b.png\r\nEND:VCARD\r\n"
    card = read_card(text)
    assert card.picture == b""
    assert "PHOTO:https://tracker.example/b.png" in write_card(replace(card, notes="x"), base=text)
    assert refused(text.encode()) == []


def test_one_damaged_card_costs_no_other() -> None:
    """A card without an end, without a person, too large, or with noise around: the others are read, each is named."""
    good = b"BEGIN:VCARD\r\nFN:%d\r\nEND:VCARD\r\n"
    data = (
        good % 1
        + b"noise\nmore noise\n"
        + b"BEGIN:VCARD\nFN:open\n"
        + good % 2
        + b"BEGIN:VCARD\nEND:VCARD\n"
        + b"BEGIN:VCARD\nFN:group\nKIND:group\nEND:VCARD\n"
        + b"BEGIN:VCARD\nFN:long\nNOTE:"
        + b"x" * 70_000
        + b"\nEND:VCARD\n"
        + good % 3
        + b"BEGIN:VCARD\nFN:cut"
    )
    assert [card.name for card in people(data)] == ["1", "2", "3"]
    assert [each.entry for each in refused(data)] == [
        "line 4", "line 6 open", "line 11", "line 13 group", "line 17 long", "line 24 cut",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        "BEGIN:VCARD\nFN:Юля Müller\nEND:VCARD\n".encode("utf-8-sig"),
        "BEGIN:VCARD\nFN:Юля Müller\nEND:VCARD\n".encode("utf-16"),
        "BEGIN:VCARD\nFN:Юля Müller\nEND:VCARD\n".encode("utf-16-be"),
        "BEGIN:VCARD\nFN:Юля Müller\nEND:VCARD\n".encode("utf-32"),
        b"BEGIN:VCARD\rFN:" + "Юля Müller".encode() + b"\rEND:VCARD\r",
        b"begin:vcard\nfn:" + "Юля M".encode() + b"\xc3\n \xbcller\nend:vcard",
    ],
)
def test_any_usual_encoding_and_line_end_is_read(data: bytes) -> None:
    """UTF-8 with a mark, UTF-16, bare CR and LF, and a fold in the middle of a letter; in portions of any size."""
    for size in (1, 3, len(data)):
        found = list(read_cards(data[at : at + size] for at in range(0, len(data), size)))
        assert [each.name for each in found if isinstance(each, Card)] == ["Юля Müller"]


def test_eight_bit_text_is_told_apart() -> None:
    """Windows-1251 and Latin-1 without a word about it; a damaged letter does not make noise of the others."""
    data = b"".join(
        b"BEGIN:VCARD\nFN:%s\nEND:VCARD\n" % name
        for name in ("Анна".encode("cp1251"), "Müller".encode("cp1252"), "Юля".encode() + b"\xff")
    )
    assert [card.name for card in people(data)] == ["Анна", "Müller", "Юля\ufffd"]


@pytest.mark.parametrize(
    ("charset", "name"),
    [("KOI8-R", "Иван"), ("Shift_JIS", "山田太郎"), ("GBK", "王小明"), ("ISO-8859-2", "Łoś")],
)
def test_the_encoding_that_a_line_names_is_believed(charset: str, name: str) -> None:
    """vCard 2.1 writes text as it is, in an encoding of which nothing else tells."""
    data = f"BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET={charset}:{name}\nEND:VCARD\n".encode(charset)
    assert [card.name for card in people(data)] == [name]


def test_an_endless_line_takes_bounded_memory() -> None:
    """A line of a gigabyte is read through in portions, and the card after it is taken."""
    resident = _resident()
    piece = b"a" * 65_536

    def source() -> Any:
        yield b"BEGIN:VCARD\r\nFN:endless\r\nNOTE:"
        for _ in range(16_384):
            yield piece
        yield b"\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Bob\r\nEND:VCARD\r\n"

    found = list(read_cards(source()))
    assert [type(each) for each in found] == [RejectedEntry, Card]
    assert _resident() - resident < 40_000


def _resident() -> int:
    """kB of memory that this process holds now."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


def test_a_million_folds_take_no_square_of_their_number() -> None:
    """Folded lines are put together in one go, whatever their number."""
    data = b"BEGIN:VCARD\nFN:Bob\nX-A:" + b"\n a" * 1_000_000 + b"\nEND:VCARD\n"
    assert [card.name for card in people(data)] == ["Bob"]


def test_hidden_characters_do_not_come_along() -> None:
    """NUL and other controls are no part of a name, and none is written."""
    card = read_card("BEGIN:VCARD\nFN:A\0n\x1bna\nEND:VCARD\n")
    assert card.name == "Anna"
    assert "\0" not in write_card(Card("A\0nna", notes="a\x1bb"))


def test_no_vcard_is_said_to_be_none() -> None:
    """Text that is no vCard is a CardError to who asked for one."""
    for text in ("", "hello", "BEGIN:VCARD\nFN:x", "BEGIN:VCARD\nEND:VCARD\n"):
        with pytest.raises(CardError):
            read_card(text)
    with pytest.raises(CardError):
        write_card(Card("Anna"), base="garbage")


_line = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="\ufffd"), max_size=20)
_word = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)


def _is_kept(uri: str) -> bool:
    try:
        return kept_uri(uri) == uri
    except AddressError:
        return False


_uris = st.one_of(
    st.builds("sip:{}@{}.example".format, st.from_regex(r"[a-z0-9.+;=,%2]{1,10}", fullmatch=True), _word),
    st.builds("tel:{}".format, st.from_regex(r"\+?[0-9]{1,15}(;ext=[0-9]{1,3})?", fullmatch=True)),
    st.builds("mailto:{}@{}".format, _word, _word),
    st.builds("https://{}".format, _word),
    st.builds("xmpp:{}@{}".format, _word, _word),
).filter(_is_kept)
_labels = st.one_of(st.sampled_from(["", "work", "home", "mobile", "fax", "work fax", "Work", "дом"]), _word)
_times = st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  the zone comes beside it
_cards = st.builds(
    Card,
    name=_word,
    addresses=st.lists(st.tuples(_uris, _labels), max_size=6, unique_by=lambda pair: pair[0].casefold()).map(
        tuple
    ),
    former=st.lists(
        st.builds(
            FormerCardAddress,
            st.from_regex(r"sip:[a-z]{1,5}@old\.example", fullmatch=True),
            st.from_regex(r"sip:[a-z]{1,5}@new\.example", fullmatch=True),
            st.sampled_from([301, 302]),
            _times,
        ),
        max_size=3,
    ).map(tuple),
    organisation=_line,
    notes=st.lists(_line, max_size=3).map(lambda lines: "\n".join(lines).strip()),
    groups=st.lists(_word, max_size=3, unique_by=str.casefold).map(tuple),
    favourite=st.booleans(),
    picture=st.sampled_from([b"", PNG]),
    uid=_line,
)


def _told_apart(card: Card) -> bool:
    """Whether no two addresses are equal, and no group is one of everybody."""
    if any(group.casefold() == "mycontacts" for group in card.groups):
        return False
    text = write_card(replace(card, former=()))
    return len(read_card(text).addresses) == len(card.addresses)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    card=_cards.filter(_told_apart),
    version=st.sampled_from(["3.0", "4.0"]),
    base=st.sampled_from(["", FOREIGN]),
)
def test_what_is_written_is_read_back(card: Card, version: Version, base: str) -> None:
    """Whatever a contact is, and whatever it is written over, reading gives the same."""
    assert both_ways(card, version, base) == card


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.one_of(st.binary(max_size=400), st.lists(st.sampled_from(
    [b"BEGIN:VCARD\r\n", b"END:VCARD\n", b"FN:", b"TEL;TYPE=", b'"', b"\\", b":", b";", b",", b"=\n", b"\n ", b"\r",
     b"N;ENCODING=QUOTED-PRINTABLE;CHARSET=zlib:", b"PHOTO;ENCODING=b:", b"data:image/png;base64,", b"AGENT:\n",
     b"\xff", b"\0", b"=D0", "ы".encode(), b"X-SOFTPHONE-FORMER:301;", b"item1.", b"sip:a@b", b"^n", b"\n", b"12345"]
), max_size=40).map(b"".join)))  # fmt: skip
def test_no_bytes_raise(data: bytes) -> None:
    """Any bytes are cards and refusals, and what can be read can be written and read again."""
    for each in read_cards(data):
        if isinstance(each, Card):
            again = read_card(write_card(each))
            assert [uri for uri, _ in again.addresses] == [uri for uri, _ in each.addresses]
        else:
            assert each.entry
            assert re.search(r"\w", each.why)
