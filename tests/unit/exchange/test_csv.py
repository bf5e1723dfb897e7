"""Tables of people: whichever program wrote them, and back out without a formula in them."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from softphone.calls.cards import Card, FormerCardAddress
from softphone.calls.people import RejectedEntry
from softphone.calls.people_files import Column, Field, Table
from softphone.exchange.csv_columns import column_of
from softphone.exchange.csv_people import count_rows, look_at, read_table, write_table
from tests.unit.exchange.test_vcard import _cards

GOOGLE = (
    "First Name,Middle Name,Last Name,Organization Name,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Website 1 - Value\n"
    'Anna,,Petrova,Acme,"two\nlines",Chess ::: * myContacts,* Work,anna@office.example,'
    "Mobile,+7 495 555-01-01 ::: +7 495 555-01-02,Дача,8 (495) 555-01-03,https://office.example\n"
)
GOOGLE_OLD = (
    "Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value\n"
    "Anna Petrova,Anna,Petrova,* myContacts ::: * starred,* Home,anna@home.example,Work,+7 495 555-01-01\n"
)
OUTLOOK_RU = (
    "Имя;Отчество;Фамилия;Организация;Рабочий телефон;Телефон дом. 2;Телефон переносной;Рабочий факс;"
    "Адрес эл. почты;Отображаемое имя эл. почты;Категории;Заметки\r\n"
    "Анна;Ивановна;Петрова;Ромашка;8 495 555-01-01;;+79161234567;555-02;anna@office.example;Анна П.;Друзья;привет\r\n"
)
OUTLOOK = (
    "Title,First Name,Last Name,Company,Business Phone,Mobile Phone,Business Fax,E-mail Address,E-mail Type,Notes\r\n"
    "Dr.,Anna,Petrova,Acme,+1 555 0100,+1 555 0101,,anna@office.example,SMTP,\r\n"
)


def people(data: str | bytes, table: Table | None = None) -> tuple[list[Card], list[RejectedEntry]]:
    content = data.encode() if isinstance(data, str) else data
    found = list(read_table(content, table or look_at(content)))
    return [e for e in found if isinstance(e, Card)], [e for e in found if isinstance(e, RejectedEntry)]


def test_google_is_understood() -> None:
    """Labels before their values, several values in a cell, groups with marks, a note over two lines."""
    (card,), rejected = people(GOOGLE)
    assert rejected == []
    assert (card.name, card.organisation, card.notes, card.groups) == (
        "Anna Petrova", "Acme", "two\nlines", ("Chess",),
    )  # fmt: skip
    assert card.addresses == (
        ("mailto:anna@office.example", "work"),
        ("tel:+74955550101", "mobile"),
        ("tel:+74955550102", "mobile"),
        ("tel:84955550103", "Дача"),
        ("https://office.example", ""),
    )
    (old,), _ = people(GOOGLE_OLD)
    assert (old.name, old.favourite, old.groups) == ("Anna Petrova", True, ())
    assert old.addresses == (("mailto:anna@home.example", "home"), ("tel:+74955550101", "work"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_outlook_is_understood_in_russian(encoding: str) -> None:
    """Semicolons, in each encoding that Excel and Outlook write."""
    (card,), rejected = people(OUTLOOK_RU.encode(encoding))
    assert rejected == []
    assert card.name == "Анна Ивановна Петрова"
    assert (card.organisation, card.groups, card.notes) == ("Ромашка", ("Друзья",), "привет")
    assert card.addresses == (
        ("tel:84955550101", "work"),
        ("tel:+79161234567", "mobile"),
        ("tel:55502", "work fax"),
        ("mailto:anna@office.example", ""),
    )


def test_outlook_is_understood_in_english() -> None:
    """What is no address or name of a column is left alone."""
    (card,), rejected = people(OUTLOOK)
    assert rejected == []
    assert card.name == "Anna Petrova"
    assert [label for _, label in card.addresses] == ["work", "mobile", ""]


OUTLOOK_DE = (
    "Anrede;Vorname;Nachname;Firma;Telefon geschäftlich;Telefon privat;Mobiltelefon;E-Mail-Adresse;"
    "E-Mail: Angezeigter Name;Kategorien;Notizen\r\n"
    "Herr;Jürgen;Müller;Holz GmbH;+49 30 1234;030 5678;0171 9;j@office.example;J. M.;Kunden;neu\r\n"
)


def test_outlook_is_understood_in_german() -> None:
    """And so are the titles of French, Spanish and Italian ones."""
    (card,), rejected = people(OUTLOOK_DE.encode("cp1252"))
    assert rejected == []
    assert (card.name, card.organisation, card.groups, card.notes) == (
        "Jürgen Müller", "Holz GmbH", ("Kunden",), "neu",
    )  # fmt: skip
    assert [label for _, label in card.addresses] == ["work", "home", "mobile", ""]
    french = (
        "Prénom;Nom;Société;Téléphone bureau;Mobile;Adresse de messagerie\nÉva;D;F;01;06;e@office.example\n"
    )
    (card,), rejected = people(french)
    assert (card.name, len(card.addresses), rejected) == ("Éva D", 3, [])


@pytest.mark.parametrize(
    ("cell", "uri"),
    [
        ("49301234567.0", "tel:49301234567"),
        ("49301234567,00", "tel:49301234567"),
        ("4.93012345678E+11", "tel:493012345678"),
        ("4,93012345678E+11", "tel:493012345678"),
        ('="0301234"', "tel:0301234"),
        ("'0301234", "tel:0301234"),
        ("0301234\0", "tel:0301234"),
    ],
)
def test_numbers_that_a_spreadsheet_took_for_others_are_read(cell: str, uri: str) -> None:
    """As far as all their digits are there."""
    quoted = cell.replace('"', '""')
    (card,), rejected = people(f'Name;Phone\nAnna;"{quoted}"\n')
    assert ([each for each, _ in card.addresses], rejected) == ([uri], [])


def test_a_label_is_of_the_next_column_alone() -> None:
    """An empty one, or one of a postal address, is not that of a later number."""
    titles = "Name,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Street,Website 1 - Value"
    (card,), _ = people(f"{titles}\nAnna,Work,123,Home,Street 1,https://office.example\n")
    assert card.addresses == (("tel:123", "work"), ("https://office.example", ""))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(delimiter: str) -> None:
    """Also when the cells hold others, and when Excel names it in a line of its own."""
    rows = [
        ["Name", "Phone", "Notes"],
        ["Petrova, Anna; Dr.", "+7 495 1234567", 'say "a, b; c"'],
        ["Bob", "123", ""],
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    for content in (text.getvalue(), f"sep={delimiter}\r\n{text.getvalue()}"):
        cards, rejected = people(content)
        assert [card.name for card in cards] == ["Petrova, Anna; Dr.", "Bob"]
        assert rejected == []


def test_a_table_without_a_header_is_read_by_its_content() -> None:
    """Names and numbers are known by their looks."""
    cards, rejected = people("Anna;+7 495 555-01-01;anna@office.example\nBob;123;bob@office.example\n")
    assert [card.name for card in cards] == ["Anna", "Bob"]
    assert cards[1].addresses == (("tel:123", ""), ("mailto:bob@office.example", ""))
    assert rejected == []


def test_the_persons_mapping_decides() -> None:
    """Whatever a column is called."""
    table = Table(
        ",", has_header=True, columns=(Column("A", Field.SIP, "work"), Column("B"), Column("C", Field.NAME))
    )
    (card,), _ = people("A,B,C\nanna@office.example,x,Anna\n", table)
    assert (card.name, card.addresses) == ("Anna", (("sip:anna@office.example", "work"),))


def test_every_rejected_line_is_named_with_its_number() -> None:
    """A row without a person, a cell that is no number, a quotation mark that never closes: the others come in."""
    data = (
        "Name,Phone\n"
        "Anna,7.4955E+10\n"
        "\n"
        ",\n"
        'Bob,"123\n'
        "Carl,456\n"
        f"{'x' * 400},1\n"
        f"{'y' * 200_000},2\n"
        "Dora,789.0,more\n"
    )
    cards, rejected = people(data)
    assert [card.name for card in cards] == ["Anna", "Carl", "Dora"]
    assert [each.entry.partition(" x")[0].partition(" y")[0] for each in rejected] == [
        "line 2 Anna", "line 4", "line 5 Bob 123", "line 7", "line 8",
    ]  # fmt: skip
    assert rejected[0].why == "Phone 7.4955E+10: a spreadsheet has taken digits off it"


def test_a_quote_over_many_lines_costs_no_square_of_their_number() -> None:
    """A hundred thousand rows with a stray quotation mark each are read in one go."""
    cards, rejected = people("Name,Phone\n" + 'a"b,1\nc,"2\n' * 20_000)
    assert len(cards) + len(rejected) >= 20_000


@pytest.mark.parametrize(
    ("title", "field", "label"),
    [
        ("Home Phone", Field.NUMBER, "home"),
        ("Business Phone 2", Field.NUMBER, "work"),
        ("Мобильный телефон", Field.NUMBER, "mobile"),
        ("Рабочий факс", Field.NUMBER, "work fax"),
        ("Тел.", Field.NUMBER, ""),
        ("Внутренний номер", Field.NUMBER, ""),
        ("E-mail 2 Address", Field.EMAIL, ""),
        ("Адрес 2 эл. почты", Field.EMAIL, ""),
        ("Primary Email", Field.EMAIL, ""),
        ("E-mail Display Name", Field.NOTHING, ""),
        ("Phonetic First Name", Field.NOTHING, ""),
        ("Business Postal Code", Field.NOTHING, ""),
        ("ФИО", Field.NAME, ""),
        ("SIP", Field.SIP, ""),
        ("Birthday", Field.NOTHING, ""),
    ],
)
def test_titles_are_known(title: str, field: Field, label: str) -> None:
    """As address books call them, in English and Russian."""
    assert column_of(title) == Column(title, field, label)


def written(*cards: Card, delimiter: str = ",") -> bytes:
    file = io.BytesIO()
    assert write_table(cards, file, delimiter) == len(cards)
    return file.getvalue()


def test_nothing_that_is_written_is_a_formula() -> None:
    """A spreadsheet shows what a stranger is called and does not calculate it; reading takes the mark away again."""
    nasty = '=HYPERLINK("http://evil.example")'
    card = Card(
        nasty, (("sip:a@h", "+x"), ("sip:b@h", "@y")), notes="-1+1", organisation="'=1", groups=("=g",)
    )
    data = written(card)
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    (again,), _ = people(data)
    assert replace(again, entry="") == card


def test_everything_but_the_picture_comes_back() -> None:
    """Former addresses, groups, the star, labels and order."""
    card = Card(
        "Анна",
        (("sip:a@h", "Рабочий"), ("tel:+7495", "mobile"), ("mailto:a@h", ""), ("https://h/x;y", "")),
        (FormerCardAddress("sip:o@h", "sip:a@h", 301, datetime(2026, 1, 1, 1, 2, 3, 4, tzinfo=UTC)),),
        organisation="Ромашка, ООО",
        notes="one\n\ntwo",
        groups=("a", "б, в"),
        favourite=True,
        uid="u1",
    )
    for delimiter in ",;":
        (again, other), rejected = people(written(card, Card("Bob"), delimiter=delimiter))
        assert (replace(again, entry=""), other.name, rejected) == (card, "Bob", [])


def test_an_export_that_is_not_wanted_any_more_ends() -> None:
    """Asked every hundred people."""

    def cards() -> Iterator[Card]:
        for number in range(1000):
            assert number < 300
            yield Card(f"n{number}")

    assert write_table(cards(), io.BytesIO(), ",", lambda count: count < 200) is None


def _simple(card: Card) -> bool:
    texts = [
        card.name,
        card.organisation,
        card.uid,
        card.notes,
        *card.groups,
        *(label for _, label in card.addresses),
    ]
    return not any(set(text) & set(";*'|") or text != " ".join(text.split()) for text in texts)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(cards=st.lists(_cards.filter(_simple), min_size=1, max_size=3))
def test_what_is_written_is_read_back(cards: list[Card]) -> None:
    """People of all kinds, their pictures aside."""
    again, _ = people(written(*cards))
    assert [each.name for each in again] == [each.name for each in cards]
    assert [each.former for each in again] == [each.former for each in cards]
    assert [[uri for uri, _ in each.addresses] for each in again] == [
        [uri for uri, _ in each.addresses] for each in cards
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.one_of(st.binary(max_size=300), st.text('ab,;"\n\r\t|=+1@ы\0', max_size=200).map(str.encode)))
def test_no_bytes_raise(data: bytes) -> None:
    """Any bytes are a table of people and refusals."""
    table = look_at(data)
    found = list(read_table(data, table))
    assert sum(isinstance(each, Card) for each in found) <= count_rows(data, table)
