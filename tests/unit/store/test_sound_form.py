"""Names are found however they are written: every spelling of a line by every other of it."""

import time
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.calls.people import ContactDraft
from softphone.store.contact_book import SqliteContactBook
from softphone.store.search_form import text_of, words_of
from softphone.store.sound_form import keys_in, keys_of
from tests.support.patience import PATIENCE_S

# Each is found by each, in both directions.
ALIKE = """
    Müller Мюллер Mueller Muller Мулер
    Щукин Shchukin Schukin Shukin Chtchoukine Schtschukin Щукін
    Жуков Zhukov Jukov Joukov Żukow Schukow
    Хохлов Khokhlov Hohlov Chochlow Xoxlov
    Чехов Chekhov Čechov Tschechow Czechow Tchekhov
    Кузнецов Kuznetsov Kuznecov Kuznetzov Kusnezow
    Цветаева Tsvetaeva Cvetaeva Zwetajewa Tzvetayeva
    Юлия Yulia Iuliia Julia Ioulia
    Юля Yulya Julja Iulia
    Яна Yana Jana Iana
    Илья Ilya Ilia Ilja
    Ксения Ksenia Xenia Kseniya Ksenija
    Алексей Alexey Aleksei Alexej Aleksej Alexei
    Фёдор Федор Fyodor Fedor Fjodor Fiodor
    Пётр Петр Pyotr Petr Piotr Pjotr
    Хрущёв Хрущев Khrushchev Khrushchov Chruschtschow Hruschev Chruszczow
    Горбачёв Gorbachev Gorbachov Gorbatschow Gorbatchev
    Соловьёв Solovyov Soloviev Solovyev Solovjov
    Дмитрий Dmitry Dmitri Dmitrij Dmitriy
    Сергей Sergey Sergei Sergej Serguei
    Любовь Lyubov Lubov Liubov Ljubow
    Наталья Наталия Natalia Natalya Natalja
    София Софья Sofia Sophia Sofya
    Пушкин Pushkin Puschkin Pouchkine Puszkin Puškin
    Чайковский Tchaikovsky Tschaikowski Czajkowski Chaykovskiy Čajkovskij
    Николаев Nikolaev Nikolayev Nikolajew
    Андреев Andreyev Andreev Andrejew
    Цой Tsoi Tsoy Coj
    Сергій Serhii Serhiy Sergiy
    Гриценко Hrytsenko
    Гриценко Grytsenko
    Щерев Shterev
    Търнов Tarnov
    Њего Njego
    Ђоковић Đoković Джокович Djokovic Djoković
    Милошевић Milosevic Милошевич Milošević
    Гёте Гете Goethe Göthe
    Schröder Schroeder Шрёдер Шредер
    Schwarz Шварц
    Zimmermann Циммерман
    Einstein Эйнштейн Айнштайн
    Jäger Jaeger Егер
    Mahler Малер
    Siegfried Зигфрид
    Chopin Шопин
    Jacques Жак
    Charlotte Шарлотта
    Henriette Генриетта Хенриетта
    Marie Мари
    Wójcik Вуйцик
    Wójcik Войцик
    Wałęsa Валенса
    Dvořák Дворжак
    Čapek Чапек
    Çelik Челик
    Şahin Шахин
    Erdoğan Erdogan Эрдоган
    Yıldız Йылдыз
    Kovács Ковач
    Hernández Эрнандес
    Søren Soeren Сёрен Серен
    Χρήστος Christos Hristos Христос
    Γιώργος Giorgos
    Γιώργος Yorgos Йоргос
    Παπαδόπουλος Papadopoulos Пападопулос
    Μητσοτάκης Mitsotakis Мицотакис
    William Уильям Вильям
    John Джон
    Cooper Купер
    გიორგი Giorgi Георги
"""
# Alike, but nothing sounds the same: neither finds the other.
APART = """
    Шаров Чаров
    Чернов Жернов
    Иванов Иванина
    Маша Маса
    Лев Лефор
    Саша Заза
    Яна Анна-Мария
    Müller Möller
    Roman Ramon
    Sokolov Zhokolov
    Петров Печоров
"""
NAMES = """
    Анна Мария Елена Ольга Татьяна Ирина Наталья Светлана Екатерина Юлия Людмила Галина Вера Надежда Ксения Жанна Дарья
    Александр Сергей Алексей Дмитрий Андрей Михаил Иван Николай Владимир Евгений Пётр Илья Фёдор Юрий Яков Харитон
    Смирнов Кузнецов Попов Васильев Соколов Новиков Морозов Волков Лебедев Козлов Степанов Орлов Макаров Никитин
    Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Романов Воробьёв Кузьмин Фролов Жуков Цветков Щербаков Чернов
    Mary Patricia Linda Barbara Elizabeth Jennifer Susan Margaret Lisa Nancy Karen Betty Helen Sandra Donna Carol Ruth
    James John Robert Michael William David Richard Charles Joseph Thomas Christopher Daniel Paul Mark Donald George
    Smith Johnson Williams Brown Jones Davis Miller Wilson Moore Taylor Anderson Jackson White Harris Martin Thompson
    Schmidt Schneider Fischer Weber Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf Neumann Schwarz Krüger
    Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski
    García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Jiménez Ruiz Díaz Moreno Álvarez Muñoz
"""


def found(typed: str, name: str) -> bool:
    text = text_of(name, "", ())
    return all(
        word.form in text
        or (word.else_ != "" and word.else_ in text)
        or any(each in text for each in word.sounds)
        for word in words_of(typed)
    )


@pytest.mark.parametrize("spellings", ALIKE.strip().splitlines(), ids=lambda line: line.split()[0])
def test_every_spelling_finds_every_other(spellings: str) -> None:
    """Whichever of them stands in the contacts, and whichever somebody types."""
    missed = [(typed, name) for typed, name in permutations(spellings.split(), 2) if not found(typed, name)]
    assert not missed


@pytest.mark.parametrize("names", APART.strip().splitlines(), ids=lambda line: line.split()[0])
def test_what_sounds_otherwise_is_not_found(names: str) -> None:
    """One letter that is another sound is another name."""
    one, other = names.split()
    assert not found(one, other)
    assert not found(other, one)


def test_strangers_are_rarely_taken_for_one_another() -> None:
    """Of the commonest names of five countries: less than one pair in five hundred that the spelling keeps apart."""
    names = NAMES.split()
    wrong = [
        (one, other)
        for one, other in combinations(names, 2)
        if found(one, other) and not found_as_spelled(one, other)
    ]
    assert len(wrong) * 500 < len(names) * (len(names) - 1) / 2, wrong


def found_as_spelled(typed: str, name: str) -> bool:
    text = text_of(name, "", ())
    return all(word.form in text for word in words_of(typed))


@pytest.mark.parametrize("name", ["Мюллер", "Shukin", "Kuznecov", "Александр", "Παπαδόπουλος", "Đoković"])
def test_half_a_name_sounds_like_its_beginning(name: str) -> None:
    """Letter by letter in its own spelling, whoever is meant stays in the list."""
    for length in range(1, len(name) + 1):
        assert found(name[:length], name)


def test_who_is_spelled_like_it_comes_first(book: SqliteContactBook) -> None:
    """Those who only sound like it below, though the list has them before; favourites stay on top."""
    for name in ("Anders Müller", "Мюллер Анна", "Ян Мюллер"):
        book.save(ContactDraft(None, name, ())).result(PATIENCE_S)
    book.save(ContactDraft(None, "Zoe Mueller", (), favourite=True)).result(PATIENCE_S)
    assert [contact.name for contact in book.search("мюллер")] == [
        "Zoe Mueller",
        "Мюллер Анна",
        "Ян Мюллер",
        "Anders Müller",
    ]
    assert [contact.name for contact in book.search("мюллер анна")] == ["Мюллер Анна"]
    assert [contact.name for contact in book.search("андерс мюлл")] == ["Anders Müller"]


@given(st.text(max_size=60))
def test_any_text_has_keys_of_capitals_only(text: str) -> None:
    """Whatever somebody pastes: they are never taken for a spelling, and no key is longer than three of a word."""
    for keys in keys_in(text):
        for key in keys:
            assert key.isascii()
            assert key.isalpha()
            assert key.isupper()


def test_a_long_word_is_read_in_time() -> None:
    """A name without end costs what forty letters cost, however its letters could be read."""
    started = time.thread_time()
    for word in ("sch" * 10_000, "щ" * 10_000, "ieaeoeue" * 10_000):
        assert keys_in(word)
    assert time.thread_time() - started < 1
    assert keys_of("") == ()
