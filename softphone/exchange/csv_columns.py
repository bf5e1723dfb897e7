"""What the columns of a table hold, by their titles: as Google, Outlook and Thunderbird call them, and people do.

English and Russian; German, French, Spanish and Italian as those programs have them.

A title that says nothing is left for the person to decide.
"""

import re
from collections.abc import Sequence
from typing import Final

from softphone.calls.people_files import Column, Field
from softphone.exchange.card_addresses import label_of

_TITLES: Final = {
    title: field
    for field, titles in {
        Field.NAME: "name|full name|display name|contact|contact name|person|file as|имя и фамилия|фио|ф.и.о."
        "|полное имя|контакт|абонент|наименование|отображаемое имя|хранить как|anzeigename|vollständiger name"
        "|nom complet|nom affiché|nombre completo|nombre para mostrar|nome completo|nome visualizzato",
        Field.PREFIX: "name prefix|prefix|обращение|префикс",
        Field.GIVEN_NAME: "first name|given name|firstname|имя|vorname|prénom|nombre|nome",
        Field.MIDDLE_NAME: "middle name|additional name|отчество|второе имя|weitere vornamen|zweiter vorname"
        "|deuxième prénom|segundo nombre|secondo nome",
        Field.FAMILY_NAME: "last name|family name|surname|lastname|фамилия|nachname|familienname"
        "|nom|nom de famille|apellidos|apellido|cognome",
        Field.SUFFIX: "name suffix|suffix|суффикс",
        Field.ORGANISATION: "organization|organisation|company|company name|organization name|organization 1 - name"
        "|organisation name|employer|firm|организация|компания|фирма|предприятие|место работы"
        "|firma|société|entreprise|empresa|compañía|organización|società|azienda",
        Field.NOTES: "notes|note|comment|comments|remarks|заметки|заметка|примечание|примечания|комментарий|описание"
        "|notizen|remarques|notas",
        Field.GROUPS: "groups|group|labels|categories|category|group membership|группы|группа|категории|категория"
        "|метки|kategorien|catégories|categorías|categorie",
        Field.FAVOURITE: "favourite|favorite|starred|избранное|избранный",
        Field.UID: "uid",
        Field.FORMER: "former addresses|прежние адреса",
        Field.SIP: "sip|sip address|sip uri|sip-адрес|адрес sip|voip",
        Field.CHAT: "xmpp|jabber|chat",
        Field.WEB: "web page|web page 1|web page 2|website|web site|url|homepage|веб-страница|сайт|веб-сайт"
        "|webseite|page web|página web|pagina web|website 1 - value|website 2 - value|personal web page",
        Field.ADDRESS: "address to call|uri|imaddress|im address",
    }.items()
    for title in titles.split("|")
}
_LABEL: Final = re.compile(
    r"(?:phone|e-mail|email|im|website|address) \d+ - (?:label|type)|(?:label|подпись) \d+"
)
_VALUE: Final = re.compile(r"(phone|e-mail|email|im|sip) \d+ - value")
_OWN: Final = re.compile(r"(?:address|адрес) \d+")
_MAIL: Final = re.compile(
    r"\be-?mail\b(?!.*\b(?:type|display name)\b)|эл\. почт|электронн\w+ почт|^почта|^адрес эл|^имейл"
    r"|^(?:primary|secondary) email|adresse de messagerie|courriel|correo electrónico|posta elettronica",
)
_NO_MAIL: Final = re.compile(
    r"(?:отображаемое имя|тип|краткое имя).*почт|angezeigter name|e-mail-typ|^(?:nom|type) .*messagerie"
    r"|^(?:nombre|tipo) .*correo|^(?:nome|tipo) .*posta"
)
_NUMBER: Final = re.compile(
    r"phone|\btel\b|\btel\.|^tel|mobile|\bcell|handy|\bfax\b|\bpager\b|^number$|\bnumber$|extension|^ext\.?$"
    r"|telefon|téléphone|teléfono|rufnummer|móvil|cellulare|portable|télécopie"
    r"|телефон|^тел\b|^тел\.|мобил|^моб\b|сотов|факс|пейджер|^номер|внутренний"
)
_NO_NUMBER: Final = re.compile(
    r"phonetic|fax number type|customer|account number|id number|tty|telex|isdn|callback|radio|номер счета|box|ящик"
    r"|house|улиц|дом №|код"
)
_WHERE: Final = (
    (re.compile(r"mobil|\bcell|handy|móvil|portable|мобил|сотов|переносн|^моб"), "cell"),
    (re.compile(r"\bfax\b|télécopie|факс"), "fax"),
    (re.compile(r"\bpager\b|пейджер"), "pager"),
    (re.compile(r"home|privat|domicile|particular|abitazione|домашн|дом\."), "home"),
    (re.compile(r"business|work|office|geschäftlich|bureau|trabajo|ufficio|рабоч|раб\.|служебн"), "work"),
    (re.compile(r"\bmain\b|primary phone|основной"), "main"),
    (re.compile(r"\bcar\b"), "car"),
)


def column_of(title: str) -> Column:
    """The column that `title` names."""
    plain = " ".join(title.replace("\ufeff", "").replace("_", " ").casefold().split()).strip("*: ")
    if field := _TITLES.get(plain):
        return Column(title, field)
    if _LABEL.fullmatch(plain):
        return Column(title, Field.LABEL)
    if own := _VALUE.fullmatch(plain):
        kinds = {"phone": Field.NUMBER, "im": Field.CHAT, "sip": Field.SIP}
        return Column(title, kinds.get(own.group(1), Field.EMAIL))
    if _OWN.fullmatch(plain):
        return Column(title, Field.ADDRESS)
    if _MAIL.search(plain) and not _NO_MAIL.search(plain):
        return Column(title, Field.EMAIL, _where(plain))
    if _NUMBER.search(plain) and not _NO_NUMBER.search(plain):
        return Column(title, Field.NUMBER, _where(plain))
    return Column(title)


def columns_of(titles: Sequence[str]) -> tuple[Column, ...]:
    """A title that stands twice, or a second full name, is not taken for a second name of the person."""
    found: list[Column] = []
    names: set[Field] = set()
    for title in titles:
        column = column_of(title)
        if column.field in _ONCE:
            if column.field in names:
                column = Column(title)
            names.add(column.field)
        found.append(column)
    return tuple(found)


def _where(plain: str) -> str:
    return label_of(kind for pattern, kind in _WHERE if pattern.search(plain))


_ONCE: Final = frozenset(
    {
        Field.NAME,
        Field.PREFIX,
        Field.GIVEN_NAME,
        Field.MIDDLE_NAME,
        Field.FAMILY_NAME,
        Field.SUFFIX,
        Field.UID,
    }
)
