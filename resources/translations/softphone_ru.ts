<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>About</source>
        <translation>О программе</translation>
    </message>
    <message>
        <source>A telephone that tells you what a redirect means and lets you decide.</source>
        <translation>Телефон, который объясняет, что значит переадресация, и даёт решить вам.</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. It comes without any warranty. It stands on Python, Qt for Python (LGPL) and PJSIP (GPL).</source>
        <translation>Свободная программа под лицензией GNU General Public License версии 3 или новее. Без каких-либо гарантий. Построена на Python, Qt for Python (LGPL) и PJSIP (GPL).</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Клавиши</translation>
    </message>
    <message>
        <source>Calls, contacts, history, messages, settings</source>
        <translation>Звонки, контакты, история, сообщения, настройки</translation>
    </message>
    <message>
        <source>Dial field</source>
        <translation>Поле набора</translation>
    </message>
    <message>
        <source>New contact</source>
        <translation>Новый контакт</translation>
    </message>
    <message>
        <source>Search contacts</source>
        <translation>Поиск контактов</translation>
    </message>
    <message>
        <source>Back to the call, from any page</source>
        <translation>Вернуться к звонку с любой страницы</translation>
    </message>
    <message>
        <source>Call what is chosen</source>
        <translation>Позвонить выбранному</translation>
    </message>
    <message>
        <source>Unfold and fold a line of the history</source>
        <translation>Развернуть и свернуть строку истории</translation>
    </message>
    <message>
        <source>Remove what is chosen</source>
        <translation>Удалить выбранное</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Answer or decline a call</source>
        <translation>Ответить на звонок или отклонить его</translation>
    </message>
    <message>
        <source>Answer whoever calls while you talk; this call waits</source>
        <translation>Ответить второму звонящему; этот звонок ждёт</translation>
    </message>
    <message>
        <source>End this call and answer the other</source>
        <translation>Завершить звонок и ответить другому</translation>
    </message>
    <message>
        <source>Decline whoever calls while you talk</source>
        <translation>Отклонить второго звонящего</translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation>Выключить микрофон</translation>
    </message>
    <message>
        <source>Hold the call, and go on with it</source>
        <translation>Поставить звонок на удержание и вернуться к нему</translation>
    </message>
    <message>
        <source>Transfer the call</source>
        <translation>Перевести звонок</translation>
    </message>
    <message>
        <source>Call somebody else; this call waits</source>
        <translation>Позвонить ещё кому-нибудь; этот звонок ждёт</translation>
    </message>
    <message>
        <source>Record the call</source>
        <translation>Записать разговор</translation>
    </message>
    <message>
        <source>Keypad; digits are sent without it, too</source>
        <translation>Клавиатура; цифры передаются и без неё</translation>
    </message>
    <message>
        <source>Silence the other side</source>
        <translation>Не слышать собеседника</translation>
    </message>
    <message>
        <source>Devices and loudness of this call</source>
        <translation>Устройства и громкость этого звонка</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Завершить звонок</translation>
    </message>
</context>
<context>
    <name>AccountChip</name>
    <message>
        <source>Without an account</source>
        <translation>Без учётной записи</translation>
    </message>
    <message>
        <source>Calls as {account}</source>
        <translation>Звонок от {account}</translation>
    </message>
    <message>
        <source>{said}. Press to choose another account.</source>
        <translation>{said}. Нажмите, чтобы выбрать другую учётную запись.</translation>
    </message>
</context>
<context>
    <name>AccountForm</name>
    <message>
        <source>SIP address</source>
        <translation>Адрес SIP</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keyring, never in a file.</source>
        <translation>Хранится в системной связке ключей, никогда не в файле.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>What others see when you call.</source>
        <translation>Что видят другие, когда вы звоните.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ваше имя</translation>
    </message>
    <message>
        <source>Look at the certificate</source>
        <translation>Посмотреть сертификат</translation>
    </message>
    <message>
        <source>Use this account</source>
        <translation>Использовать эту учётную запись</translation>
    </message>
    <message>
        <source>Save and connect</source>
        <translation>Сохранить и подключить</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Проверить снова</translation>
    </message>
    <message>
        <source>Redirect callers…</source>
        <translation>Переадресовывать звонящих…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Учётная запись</translation>
    </message>
    <message>
        <source>New account</source>
        <translation>Новая учётная запись</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>без изменений</translation>
    </message>
    <message>
        <source>An account has a name before the @.</source>
        <translation>У учётной записи есть имя перед знаком @.</translation>
    </message>
    <message>
        <source>The server is missing: an address looks like anna@office.example.</source>
        <translation>Не хватает сервера: адрес выглядит как anna@office.example.</translation>
    </message>
    <message>
        <source>No keyring answered: the password is held until the phone is closed and asked for at each start. It is never written to a file.</source>
        <translation>Связка ключей не ответила: пароль хранится до закрытия телефона и запрашивается при каждом запуске. В файл он не записывается никогда.</translation>
    </message>
</context>
<context>
    <name>AccountNews</name>
    <message>
        <source>The password of {account} is not in the keyring.</source>
        <translation>Пароля {account} нет в связке ключей.</translation>
    </message>
    <message>
        <source>No keyring answered: the password is held until the phone is closed and asked for at each start. It is never written to a file.</source>
        <translation>Связка ключей не ответила: пароль хранится до закрытия телефона и запрашивается при каждом запуске. В файл он не записывается никогда.</translation>
    </message>
    <message>
        <source>The account {account} was removed</source>
        <translation>Учётная запись {account} удалена</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Посмотреть</translation>
    </message>
    <message>
        <source>{name} is blocked</source>
        <translation>Заблокирован: {name}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Не сейчас</translation>
    </message>
    <message>
        <source>Use the new server</source>
        <translation>Перейти на новый сервер</translation>
    </message>
    <message>
        <source>Use {server}</source>
        <translation>Перейти на {server}</translation>
    </message>
    <message>
        <source>{account} now uses {server}</source>
        <translation>{account} теперь работает через {server}</translation>
    </message>
</context>
<context>
    <name>AccountWizard</name>
    <message>
        <source>New account</source>
        <translation>Новая учётная запись</translation>
    </message>
    <message>
        <source>Address and password are enough; the phone finds the server and the safest way to it.</source>
        <translation>Достаточно адреса и пароля: сервер и самый безопасный путь к нему телефон найдёт сам.</translation>
    </message>
    <message>
        <source>SIP address</source>
        <translation>Адрес SIP</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keyring, never in a file.</source>
        <translation>Хранится в системной связке ключей, никогда не в файле.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>Look at the certificate</source>
        <translation>Посмотреть сертификат</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Подключить</translation>
    </message>
    <message>
        <source>Set everything by hand</source>
        <translation>Настроить вручную</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Looking for the server of {domain}…</source>
        <translation>Поиск сервера {domain}…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Вход…</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>без изменений</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>Другие настройки</translation>
    </message>
    <message>
        <source>The server did not answer.</source>
        <translation>Сервер не ответил.</translation>
    </message>
    <message>
        <source>Check the address for typing mistakes. If your provider names a server, set it by hand under Server.</source>
        <translation>Проверьте, нет ли опечатки в адресе. Если оператор назвал сервер, укажите его вручную в разделе «Сервер».</translation>
    </message>
</context>
<context>
    <name>AccountsPage</name>
    <message>
        <source>Accounts</source>
        <translation>Учётные записи</translation>
    </message>
    <message>
        <source>No account yet. Calls to SIP addresses work without one; to be called, add one.</source>
        <translation>Учётных записей пока нет. Звонить на адреса SIP можно и без них; чтобы звонили вам, добавьте запись.</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Добавить учётную запись</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Изменить</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>calls go out here</source>
        <translation>звонки отсюда</translation>
    </message>
</context>
<context>
    <name>AddressLine</name>
    <message>
        <source>No program of this computer opened {address}.</source>
        <translation>На этом компьютере нет программы, которая открыла бы {address}.</translation>
    </message>
</context>
<context>
    <name>AddressReasons</name>
    <message>
        <source>Type a name, a number or a SIP address first.</source>
        <translation>Сначала введите имя, номер или адрес SIP.</translation>
    </message>
    <message>
        <source>A number needs an account to call through. Add one in the settings, or type a full address such as anna@office.example.</source>
        <translation>Чтобы звонить по номеру, нужна учётная запись. Добавьте её в настройках или введите полный адрес, например anna@office.example.</translation>
    </message>
    <message>
        <source>An address of this kind cannot be called. Calls go to sip:, sips: and tel: addresses.</source>
        <translation>По такому адресу позвонить нельзя. Звонки идут на адреса sip:, sips: и tel:.</translation>
    </message>
    <message>
        <source>This letter cannot stand in a telephone number.</source>
        <translation>Этого знака в телефонном номере быть не может.</translation>
    </message>
    <message>
        <source>Nobody in your contacts has this name, and an address holds no space.</source>
        <translation>Такого имени в контактах нет, а в адресе пробелов не бывает.</translation>
    </message>
    <message>
        <source>The closing &gt; is missing.</source>
        <translation>Не хватает закрывающей &gt;.</translation>
    </message>
    <message>
        <source>This letter cannot stand in an address.</source>
        <translation>Этого знака в адресе быть не может.</translation>
    </message>
    <message>
        <source>This is not an address. One looks like anna@office.example.</source>
        <translation>Это не адрес. Адрес выглядит как anna@office.example.</translation>
    </message>
    <message>
        <source>The address ends after the colon.</source>
        <translation>Адрес обрывается после двоеточия.</translation>
    </message>
    <message>
        <source>The name before the @ is missing.</source>
        <translation>Не хватает имени перед знаком @.</translation>
    </message>
    <message>
        <source>This letter cannot stand in an address here.</source>
        <translation>Этот знак здесь в адресе стоять не может.</translation>
    </message>
    <message>
        <source>The closing ] of the IPv6 address is missing.</source>
        <translation>Не хватает закрывающей ] адреса IPv6.</translation>
    </message>
    <message>
        <source>What stands in [ ] is not an IPv6 address.</source>
        <translation>В скобках [ ] стоит не адрес IPv6.</translation>
    </message>
    <message>
        <source>After the colon a port number is expected.</source>
        <translation>После двоеточия ожидается номер порта.</translation>
    </message>
    <message>
        <source>Ports go from 1 to 65535.</source>
        <translation>Порты бывают от 1 до 65535.</translation>
    </message>
    <message>
        <source>The server after the @ is missing.</source>
        <translation>Не хватает сервера после знака @.</translation>
    </message>
    <message>
        <source>The server&apos;s name is too long.</source>
        <translation>Имя сервера слишком длинное.</translation>
    </message>
    <message>
        <source>This letter cannot stand in a server&apos;s name.</source>
        <translation>Этого знака в имени сервера быть не может.</translation>
    </message>
    <message>
        <source>This is neither a server&apos;s name nor an IP address.</source>
        <translation>Это не имя сервера и не IP-адрес.</translation>
    </message>
    <message>
        <source>This is not a server&apos;s name that can exist.</source>
        <translation>Такого имени сервера быть не может.</translation>
    </message>
    <message>
        <source>A parameter has no name.</source>
        <translation>У параметра нет имени.</translation>
    </message>
    <message>
        <source>This parameter stands twice with two values.</source>
        <translation>Этот параметр указан дважды с разными значениями.</translation>
    </message>
    <message>
        <source>An address of this kind is not used here.</source>
        <translation>Адрес такого вида здесь не годится.</translation>
    </message>
    <message>
        <source>Nobody is sent to an emergency service.</source>
        <translation>В экстренные службы никого не отправляют.</translation>
    </message>
    <message>
        <source>This address cannot be sent in a SIP message: write it with Latin letters.</source>
        <translation>Такой адрес не передать в сообщении SIP: напишите его латинскими буквами.</translation>
    </message>
    <message>
        <source>This address is too long.</source>
        <translation>Этот адрес слишком длинный.</translation>
    </message>
    <message>
        <source>This is not the address of a web page. One looks like office.example/contact.</source>
        <translation>Это не адрес веб-страницы. Он выглядит так: office.example/contact.</translation>
    </message>
    <message>
        <source>A web address with a name before the @ misleads people.</source>
        <translation>Веб-адрес с именем перед @ вводит в заблуждение.</translation>
    </message>
    <message>
        <source>This is not an e-mail address. One looks like anna@office.example.</source>
        <translation>Это не адрес электронной почты. Он выглядит так: anna@office.example.</translation>
    </message>
    <message>
        <source>An address that attaches a file is not used here.</source>
        <translation>Адрес, который прикладывает файл, здесь не годится.</translation>
    </message>
    <message>
        <source>This address is not complete. One looks like anna@chat.example.</source>
        <translation>Этот адрес неполный. Он выглядит так: anna@chat.example.</translation>
    </message>
    <message>
        <source>The transport in this address is unknown: udp, tcp and tls are known.</source>
        <translation>В адресе указан неизвестный транспорт: известны udp, tcp и tls.</translation>
    </message>
    <message>
        <source>sips: is encrypted and does not go over UDP.</source>
        <translation>sips: шифруется и не передаётся по UDP.</translation>
    </message>
    <message>
        <source>This is not a telephone number.</source>
        <translation>Это не телефонный номер.</translation>
    </message>
    <message>
        <source>This address cannot be read here.</source>
        <translation>Здесь адрес прочитать не удалось.</translation>
    </message>
    <message>
        <source>“{letter}”, letter {number}</source>
        <translation>«{letter}», знак {number}</translation>
    </message>
</context>
<context>
    <name>AddressRow</name>
    <message>
        <source>Address {number}</source>
        <translation>Адрес {number}</translation>
    </message>
    <message>
        <source>anna@office.example or +7 495 555-01-01</source>
        <translation>anna@office.example или +7 495 555-01-01</translation>
    </message>
    <message>
        <source>Work, home…</source>
        <translation>Работа, дом…</translation>
    </message>
    <message>
        <source>Call this one first</source>
        <translation>Звонить сначала сюда</translation>
    </message>
    <message>
        <source>Remove this address</source>
        <translation>Удалить этот адрес</translation>
    </message>
    <message>
        <source>Label of address {number}</source>
        <translation>Пометка адреса {number}</translation>
    </message>
    <message>
        <source>This one is called first</source>
        <translation>Сначала звонок идёт сюда</translation>
    </message>
</context>
<context>
    <name>AlwaysButton</name>
    <message>
        <source>Always…</source>
        <translation>Всегда…</translation>
    </message>
    <message>
        <source>Never…</source>
        <translation>Никогда…</translation>
    </message>
    <message>
        <source>Make this the answer from now on: {text}</source>
        <translation>Отвечать так и впредь: {text}</translation>
    </message>
</context>
<context>
    <name>AnsweringGroup</name>
    <message>
        <source>When I am called</source>
        <translation>Когда мне звонят</translation>
    </message>
    <message>
        <source>Do not disturb: calls to this account do not ring</source>
        <translation>Не беспокоить: звонки на эту запись не звучат</translation>
    </message>
    <message>
        <source>Answer by itself</source>
        <translation>Автоответ</translation>
    </message>
    <message>
        <source>Whoever calls can listen to the room. It is said on the screen when it happens.</source>
        <translation>Любой звонящий сможет слушать, что происходит в комнате. Когда это случится, об этом будет сказано на экране.</translation>
    </message>
    <message>
        <source>Contacts may make the phone answer (intercom)</source>
        <translation>Разрешить контактам включать ответ (интерком)</translation>
    </message>
    <message>
        <source>the phone&apos;s own</source>
        <translation>мелодия телефона</translation>
    </message>
    <message>
        <source>Ringing (a WAV file)</source>
        <translation>Мелодия звонка (файл WAV)</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Выбрать файл…</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>Прослушать</translation>
    </message>
    <message>
        <source>Try the ringing</source>
        <translation>Прослушать мелодию звонка</translation>
    </message>
    <message>
        <source>never</source>
        <translation>никогда</translation>
    </message>
    <message>
        <source>after {seconds} s</source>
        <translation>через {seconds} с</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>сразу</translation>
    </message>
    <message>
        <source>This file cannot be read.</source>
        <translation>Этот файл не читается.</translation>
    </message>
    <message>
        <source>Sound (*.wav);;All files (*)</source>
        <translation>Звук (*.wav);;Все файлы (*)</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Мелодия звонка</translation>
    </message>
    <message>
        <source>do not disturb</source>
        <translation>не беспокоить</translation>
    </message>
    <message>
        <source>answers by itself</source>
        <translation>отвечает сам</translation>
    </message>
    <message>
        <source>rings</source>
        <translation>звонит</translation>
    </message>
</context>
<context>
    <name>Availability</name>
    <message>
        <source>Do not disturb</source>
        <translation>Не беспокоить</translation>
    </message>
    <message>
        <source>Your state: {state}</source>
        <translation>Ваше состояние: {state}</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>На связи</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Нет на месте</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Занят</translation>
    </message>
    <message>
        <source>Do not disturb: nobody rings</source>
        <translation>Режим «Не беспокоить»</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation>Закрыть это сообщение</translation>
    </message>
</context>
<context>
    <name>Banners</name>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Подключить</translation>
    </message>
</context>
<context>
    <name>BlockList</name>
    <message>
        <source>Blocked callers</source>
        <translation>Заблокированные</translation>
    </message>
    <message>
        <source>They can neither call nor write; the history shows that they tried.</source>
        <translation>Они не могут ни позвонить, ни написать; попытки видны в истории.</translation>
    </message>
    <message>
        <source>Whom to block</source>
        <translation>Кого заблокировать</translation>
    </message>
    <message>
        <source>a number, an address, or @host for everybody there</source>
        <translation>номер, адрес или @сервер</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Заблокировать</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Разблокировать</translation>
    </message>
    <message>
        <source>Everybody at {host}</source>
        <translation>Все на {host}</translation>
    </message>
    <message>
        <source>The list is full.</source>
        <translation>Список полон.</translation>
    </message>
</context>
<context>
    <name>BookForm</name>
    <message>
        <source>The server&apos;s name is enough, or the address that its owner gave you.</source>
        <translation>Достаточно имени сервера или адреса, который вам дал его владелец.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Сервер</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Имя пользователя</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keyring, never in a file.</source>
        <translation>Хранится в системной связке ключей, никогда не в файле.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>Looking for address books…</source>
        <translation>Ищем адресные книги…</translation>
    </message>
    <message>
        <source>Find address books</source>
        <translation>Найти адресные книги</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Address books that were found</source>
        <translation>Найденные адресные книги</translation>
    </message>
    <message>
        <source>The connection is not encrypted: whoever is on the way can read the password and the contacts. If the server can do it, type its address with https://.</source>
        <translation>Соединение не зашифровано: пароль и контакты может прочитать любой по пути. Если сервер это умеет, введите его адрес с https://.</translation>
    </message>
    <message>
        <source>Contacts of this phone that are in no address book go into this one</source>
        <translation>Контакты телефона, которых нет ни в одной адресной книге, попадают в эту</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>New address book</source>
        <translation>Новая адресная книга</translation>
    </message>
    <message>
        <source>Server, user name and password; the phone finds the rest.</source>
        <translation>Сервер, имя пользователя и пароль; остальное телефон найдёт сам.</translation>
    </message>
    <message>
        <source>Another address is another address book: add it.</source>
        <translation>Другой адрес — это другая адресная книга: добавьте её.</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>без изменений</translation>
    </message>
    <message numerus="yes">
        <source>%n address book(s) found</source>
        <translation>
            <numerusform>Найдена %n адресная книга</numerusform>
            <numerusform>Найдены %n адресные книги</numerusform>
            <numerusform>Найдено %n адресных книг</numerusform>
        </translation>
    </message>
    <message>
        <source>added already</source>
        <translation>уже добавлена</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>только чтение</translation>
    </message>
</context>
<context>
    <name>BookWords</name>
    <message>
        <source>switched off</source>
        <translation>выключена</translation>
    </message>
    <message>
        <source>not yet synced</source>
        <translation>ещё не синхронизирована</translation>
    </message>
    <message>
        <source>syncing…</source>
        <translation>синхронизация…</translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n контакт</numerusform>
            <numerusform>%n контакта</numerusform>
            <numerusform>%n контактов</numerusform>
        </translation>
    </message>
    <message>
        <source>{people} · synced at {time}</source>
        <translation>{people} · синхронизировано {time}</translation>
    </message>
    <message>
        <source>not reached, is tried again</source>
        <translation>недоступна, пробуем снова</translation>
    </message>
    <message>
        <source>the server has a fault, is tried again</source>
        <translation>ошибка на сервере, пробуем снова</translation>
    </message>
    <message>
        <source>the password is wanted</source>
        <translation>нужен пароль</translation>
    </message>
    <message>
        <source>a question waits for you</source>
        <translation>вопрос ждёт вашего ответа</translation>
    </message>
    <message>
        <source>synced but for some contacts</source>
        <translation>синхронизирована, кроме нескольких контактов</translation>
    </message>
    <message>
        <source>not synced</source>
        <translation>не синхронизирована</translation>
    </message>
    <message>
        <source>{host} could not be reached ({said}). Check the address.</source>
        <translation>Сервер {host} недоступен ({said}). Проверьте адрес.</translation>
    </message>
    <message>
        <source>{host} could not be reached ({said}). Your contacts are all here; the phone tries again by itself.</source>
        <translation>Сервер {host} недоступен ({said}). Все ваши контакты здесь; телефон попробует снова сам.</translation>
    </message>
    <message>
        <source>{host} takes too long to answer. Your contacts are all here; the phone tries again by itself.</source>
        <translation>Сервер {host} отвечает слишком долго. Все ваши контакты здесь; телефон попробует снова сам.</translation>
    </message>
    <message>
        <source>The certificate of {host} cannot be trusted ({said}), so nothing was sent. Check the address, or ask whoever runs the server.</source>
        <translation>Сертификату {host} нельзя доверять ({said}), поэтому ничего не отправлено. Проверьте адрес или спросите того, кто ведёт сервер.</translation>
    </message>
    <message>
        <source>{host} does not take the user name or the password. Type them again.</source>
        <translation>Сервер {host} не принимает имя пользователя или пароль. Введите их снова.</translation>
    </message>
    <message>
        <source>The keyring is locked or does not answer, so the password for {host} is not known. Unlock it, or type the password again.</source>
        <translation>Связка ключей закрыта или не отвечает, поэтому пароль для {host} неизвестен. Откройте её или введите пароль снова.</translation>
    </message>
    <message>
        <source>{host} does not let this user do that ({said}). Ask whoever runs the server.</source>
        <translation>Сервер {host} не разрешает этого пользователю ({said}). Спросите того, кто ведёт сервер.</translation>
    </message>
    <message>
        <source>No address book was found at this address of {host}. Type the whole address of the book.</source>
        <translation>По этому адресу на {host} адресной книги нет. Введите полный адрес книги.</translation>
    </message>
    <message>
        <source>{host} does not answer as an address book does ({said}). Nothing here was changed because of it.</source>
        <translation>Сервер {host} отвечает не так, как адресная книга ({said}). Здесь из-за этого ничего не изменено.</translation>
    </message>
    <message>
        <source>The answer of {host} is larger than can be taken. Nothing here was changed because of it.</source>
        <translation>Ответ сервера {host} слишком велик. Здесь из-за этого ничего не изменено.</translation>
    </message>
    <message>
        <source>{host} sends this phone on to another place ({said}). Your password was not sent there; if that place is right, type its address.</source>
        <translation>Сервер {host} направляет телефон в другое место ({said}). Пароль туда не отправлен; если место верное, введите его адрес.</translation>
    </message>
    <message>
        <source>{host} has a fault of its own ({said}). The phone tries again by itself.</source>
        <translation>На сервере {host} ошибка ({said}). Телефон попробует снова сам.</translation>
    </message>
    <message>
        <source>{host} has no more room ({said}). Changes that were made here wait until there is.</source>
        <translation>На сервере {host} нет места ({said}). Сделанные здесь изменения подождут.</translation>
    </message>
    <message>
        <source>This is no address of a server. Type it like cloud.example or https://cloud.example/dav.</source>
        <translation>Это не адрес сервера. Введите его так: cloud.example или https://cloud.example/dav.</translation>
    </message>
    <message>
        <source>This computer could not write ({said}). Nothing was lost; the phone tries again by itself.</source>
        <translation>Записать на этот компьютер не удалось ({said}). Ничего не потеряно; телефон попробует снова сам.</translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) are gone from {host}. They are still here; delete them here too only if that is right.</source>
        <translation>
            <numerusform>С сервера {host} пропал %n контакт. Здесь он ещё есть; удаляйте его и здесь, только если так и надо.</numerusform>
            <numerusform>С сервера {host} пропали %n контакта. Здесь они ещё есть; удаляйте их и здесь, только если так и надо.</numerusform>
            <numerusform>С сервера {host} пропали %n контактов. Здесь они ещё есть; удаляйте их и здесь, только если так и надо.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) were deleted here. They are still on {host}; delete them there too only if that is right.</source>
        <translation>
            <numerusform>Здесь удалён %n контакт. На {host} он ещё есть; удаляйте его и там, только если так и надо.</numerusform>
            <numerusform>Здесь удалены %n контакта. На {host} они ещё есть; удаляйте их и там, только если так и надо.</numerusform>
            <numerusform>Здесь удалено %n контактов. На {host} они ещё есть; удаляйте их и там, только если так и надо.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{host} did not take %n contact(s) ({said}). They are kept here and sent again the next time.</source>
        <translation>
            <numerusform>Сервер {host} не принял %n контакт ({said}). Он хранится здесь и будет отправлен в следующий раз.</numerusform>
            <numerusform>Сервер {host} не принял %n контакта ({said}). Они хранятся здесь и будут отправлены в следующий раз.</numerusform>
            <numerusform>Сервер {host} не принял %n контактов ({said}). Они хранятся здесь и будут отправлены в следующий раз.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) of {host} cannot be read and were left out; all others are here.</source>
        <translation>
            <numerusform>%n карточку с {host} прочитать не удалось, она пропущена; все остальные здесь.</numerusform>
            <numerusform>%n карточки с {host} прочитать не удалось, они пропущены; все остальные здесь.</numerusform>
            <numerusform>%n карточек с {host} прочитать не удалось, они пропущены; все остальные здесь.</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Организация</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Заметки</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Избранный</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Фотография</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Адреса</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Группы</translation>
    </message>
    <message>
        <source>Former addresses</source>
        <translation>Прежние адреса</translation>
    </message>
</context>
<context>
    <name>BooksNews</name>
    <message numerus="yes">
        <source>%n contact(s) were changed in both places, here and on a server.</source>
        <translation>
            <numerusform>%n контакт изменён и здесь, и на сервере.</numerusform>
            <numerusform>%n контакта изменены и здесь, и на сервере.</numerusform>
            <numerusform>%n контактов изменены и здесь, и на сервере.</numerusform>
        </translation>
    </message>
    <message>
        <source>Look at them</source>
        <translation>Посмотреть</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Посмотреть</translation>
    </message>
    <message>
        <source>The address book could not be changed ({reason}). All is as it was; try again.</source>
        <translation>Адресную книгу изменить не удалось ({reason}). Всё осталось как было; попробуйте снова.</translation>
    </message>
    <message>
        <source>The keyring did not take the password of the address book. It is kept until the phone is closed.</source>
        <translation>Связка ключей не приняла пароль адресной книги. Он хранится, пока телефон не закрыт.</translation>
    </message>
</context>
<context>
    <name>BooksOverview</name>
    <message>
        <source>Address books</source>
        <translation>Адресные книги</translation>
    </message>
    <message>
        <source>Contacts in an address book on a server (CardDAV) are the same on all your devices. What you change here is changed there, and the other way round.</source>
        <translation>Контакты в адресной книге на сервере (CardDAV) одни и те же на всех ваших устройствах. Изменили здесь — изменится там, и наоборот.</translation>
    </message>
    <message>
        <source>No address book on a server yet. Your contacts are on this computer alone.</source>
        <translation>Адресных книг на сервере пока нет. Ваши контакты — только на этом компьютере.</translation>
    </message>
    <message>
        <source>Add an address book</source>
        <translation>Добавить адресную книгу</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Синхронизировать</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Удалить…</translation>
    </message>
    <message>
        <source>Type the password</source>
        <translation>Ввести пароль</translation>
    </message>
    <message numerus="yes">
        <source>every %n minute(s)</source>
        <translation>
            <numerusform>каждую %n минуту</numerusform>
            <numerusform>каждые %n минуты</numerusform>
            <numerusform>каждые %n минут</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>every %n hour(s)</source>
        <translation>
            <numerusform>каждый %n час</numerusform>
            <numerusform>каждые %n часа</numerusform>
            <numerusform>каждые %n часов</numerusform>
        </translation>
    </message>
    <message>
        <source>only when I ask for it</source>
        <translation>только по моей просьбе</translation>
    </message>
    <message>
        <source>Changes that you make here are sent at once in any case.</source>
        <translation>Изменения, сделанные здесь, в любом случае отправляются сразу.</translation>
    </message>
    <message>
        <source>Look for changes</source>
        <translation>Проверять изменения</translation>
    </message>
    <message>
        <source>Contacts of this phone that are in no address book go into this one</source>
        <translation>Контакты телефона, которых нет ни в одной адресной книге, попадают в эту</translation>
    </message>
    <message numerus="yes">
        <source>Decide about %n contact(s)</source>
        <translation>
            <numerusform>Решить о %n контакте</numerusform>
            <numerusform>Решить о %n контактах</numerusform>
            <numerusform>Решить о %n контактах</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete them here too</source>
        <translation>Удалить и здесь</translation>
    </message>
    <message>
        <source>Delete them there too</source>
        <translation>Удалить и там</translation>
    </message>
    <message>
        <source>Remove {name} from this phone? It stays on the server as it is.</source>
        <translation>Убрать «{name}» из телефона? На сервере книга останется как есть.</translation>
    </message>
    <message numerus="yes">
        <source>%n of your contacts are in it.</source>
        <translation>
            <numerusform>В ней %n ваш контакт.</numerusform>
            <numerusform>В ней %n ваших контакта.</numerusform>
            <numerusform>В ней %n ваших контактов.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep the contacts here</source>
        <translation>Оставить контакты здесь</translation>
    </message>
    <message>
        <source>Remove the contacts too</source>
        <translation>Удалить и контакты</translation>
    </message>
</context>
<context>
    <name>CallActions</name>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>More for this call</source>
        <translation>Ещё действия со звонком</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Клавиатура</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Перевести</translation>
    </message>
    <message>
        <source>Transfer this call</source>
        <translation>Перевести этот звонок</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Call somebody else as well</source>
        <translation>Позвонить ещё кому-нибудь</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Звук</translation>
    </message>
    <message>
        <source>Microphone and loudspeaker</source>
        <translation>Микрофон и динамик</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Микрофон</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Микрофон</translation>
    </message>
    <message>
        <source>Unmute the microphone</source>
        <translation>Включить микрофон</translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation>Выключить микрофон</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Удержать</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Записать</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>Остановить запись</translation>
    </message>
    <message>
        <source>Record this call</source>
        <translation>Записать этот разговор</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>Заглушить</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Слушать</translation>
    </message>
    <message>
        <source>Hear the other side again</source>
        <translation>Снова слышать собеседника</translation>
    </message>
    <message>
        <source>Silence the other side here</source>
        <translation>Не слышать собеседника</translation>
    </message>
</context>
<context>
    <name>CallControls</name>
    <message>
        <source>Call again</source>
        <translation>Позвонить ещё раз</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Ответить</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Отклонить</translation>
    </message>
    <message>
        <source>Deflect to…</source>
        <translation>Переадресовать…</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Завершить</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>Перезвонить</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Отправить снова</translation>
    </message>
</context>
<context>
    <name>CallHeader</name>
    <message>
        <source>Show the whole address</source>
        <translation>Показать адрес целиком</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Неизвестно</translation>
    </message>
    <message>
        <source>Recording {time}</source>
        <translation>Идёт запись {time}</translation>
    </message>
</context>
<context>
    <name>CallPage</name>
    <message>
        <source>Call</source>
        <translation>Звонок</translation>
    </message>
    <message>
        <source>{name} is calling you</source>
        <translation>Вам звонит {name}</translation>
    </message>
    <message>
        <source>Enter: send the caller there · Esc: back</source>
        <translation>Enter: туда · Esc: назад</translation>
    </message>
    <message>
        <source>Enter: answer · Esc: decline</source>
        <translation>Enter: ответить · Esc: отклонить</translation>
    </message>
</context>
<context>
    <name>CallStrip</name>
    <message>
        <source>A call goes on: {name}</source>
        <translation>Идёт звонок: {name}</translation>
    </message>
    <message>
        <source>Unmute the microphone</source>
        <translation>Включить микрофон</translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation>Выключить микрофон</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Удержать</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Ответить</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Отклонить</translation>
    </message>
    <message>
        <source>End the conference</source>
        <translation>Завершить конференцию</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Завершить</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n звонок</numerusform>
            <numerusform>%n звонка</numerusform>
            <numerusform>%n звонков</numerusform>
        </translation>
    </message>
    <message>
        <source>{calls}: show them</source>
        <translation>{calls}: показать</translation>
    </message>
    <message>
        <source>{keys} leads back to it.</source>
        <translation>{keys} — вернуться к нему.</translation>
    </message>
    <message>
        <source>The message waits for your choice</source>
        <translation>Сообщение ждёт вашего решения</translation>
    </message>
    <message>
        <source>The call waits for your choice</source>
        <translation>Звонок ждёт вашего решения</translation>
    </message>
    <message>
        <source>microphone off</source>
        <translation>микрофон выключен</translation>
    </message>
    <message>
        <source>silenced here</source>
        <translation>звук выключен</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>идёт запись</translation>
    </message>
    <message>
        <source>On hold on both sides</source>
        <translation>На удержании с обеих сторон</translation>
    </message>
    <message>
        <source>Has put you on hold</source>
        <translation>Вас поставили на удержание</translation>
    </message>
</context>
<context>
    <name>CallSummary</name>
    <message>
        <source>Back to the call: {name}, {state}</source>
        <translation>Вернуться к звонку: {name}, {state}</translation>
    </message>
    <message>
        <source>Back to the call</source>
        <translation>Вернуться к звонку</translation>
    </message>
</context>
<context>
    <name>CallsList</name>
    <message>
        <source>Calls</source>
        <translation>Звонки</translation>
    </message>
    <message>
        <source>No calls yet. Type a name, a number or an address above.</source>
        <translation>Звонков пока нет. Введите выше имя, номер или адрес.</translation>
    </message>
    <message>
        <source>Call someone</source>
        <translation>Позвонить</translation>
    </message>
    <message>
        <source>To call back</source>
        <translation>Перезвонить</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Раньше</translation>
    </message>
    <message>
        <source>calling…</source>
        <translation>вызов…</translation>
    </message>
    <message>
        <source>rings there…</source>
        <translation>идут гудки…</translation>
    </message>
    <message>
        <source>choose what to do</source>
        <translation>выберите, что делать</translation>
    </message>
    <message>
        <source>calls you</source>
        <translation>звонит вам</translation>
    </message>
    <message>
        <source>in a call</source>
        <translation>идёт разговор</translation>
    </message>
    <message>
        <source>hanging up…</source>
        <translation>завершение…</translation>
    </message>
    <message>
        <source>in a call, recorded</source>
        <translation>идёт разговор, запись</translation>
    </message>
    <message>
        <source>on hold · Enter: go on</source>
        <translation>на удержании · Enter: продолжить</translation>
    </message>
    <message>
        <source>has put you on hold</source>
        <translation>вы на удержании</translation>
    </message>
    <message>
        <source>in the conference</source>
        <translation>в конференции</translation>
    </message>
    <message>
        <source>passed on: {text}</source>
        <translation>передано дальше: {text}</translation>
    </message>
    <message>
        <source>delivered: {text}</source>
        <translation>доставлено: {text}</translation>
    </message>
    <message>
        <source>sending…</source>
        <translation>отправляется…</translation>
    </message>
    <message>
        <source>not delivered</source>
        <translation>не доставлено</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>пропущен</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>не соединено</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>завершён</translation>
    </message>
    <message>
        <source>was offered other ways</source>
        <translation>предложены другие способы связи</translation>
    </message>
    <message>
        <source>was offered a choice</source>
        <translation>предложен выбор адресов</translation>
    </message>
    <message>
        <source>sent to {address}</source>
        <translation>переадресован: {address}</translation>
    </message>
    <message>
        <source>sent elsewhere by this phone</source>
        <translation>переадресован этим телефоном</translation>
    </message>
    <message>
        <source>reached another way</source>
        <translation>связь другим способом</translation>
    </message>
    <message>
        <source>call back at {time}</source>
        <translation>перезвонить: {time}</translation>
    </message>
</context>
<context>
    <name>CallsPage</name>
    <message>
        <source>Calls</source>
        <translation>Звонки</translation>
    </message>
    <message>
        <source>When I call</source>
        <translation>Когда звоню я</translation>
    </message>
    <message>
        <source>Call from</source>
        <translation>Звонить с</translation>
    </message>
    <message>
        <source>A call that is sent on more often than this ends, so that nobody is led in circles.</source>
        <translation>Звонок, который перенаправили больше раз, завершается, чтобы никого не водили по кругу.</translation>
    </message>
    <message>
        <source>Redirects of one call, at most</source>
        <translation>Переадресаций одного звонка, не больше</translation>
    </message>
    <message>
        <source>Do not disturb: nothing rings, the history shows who called</source>
        <translation>Не беспокоить: звонки только в истории</translation>
    </message>
    <message>
        <source>Let a second caller ring while I talk</source>
        <translation>Второй звонок во время разговора</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>Only my contacts</source>
        <translation>Только мои контакты</translation>
    </message>
    <message>
        <source>Who may ring</source>
        <translation>Кто может дозвониться</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>На связи</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Нет на месте</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Занят</translation>
    </message>
    <message>
        <source>For accounts that tell contacts whether you are available.</source>
        <translation>Для учётных записей, которые сообщают контактам, на связи ли вы.</translation>
    </message>
    <message>
        <source>What my contacts see</source>
        <translation>Что видят мои контакты</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Записи разговоров</translation>
    </message>
    <message>
        <source>Say that you record before you do: in many countries the law asks for it.</source>
        <translation>Прежде чем записывать, скажите об этом: во многих странах этого требует закон.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Папка</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Выбрать папку…</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Показать папку</translation>
    </message>
    <message>
        <source>WAV (plays everywhere)</source>
        <translation>WAV (открывается везде)</translation>
    </message>
    <message>
        <source>FLAC (half as large)</source>
        <translation>FLAC (вдвое меньше)</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Формат</translation>
    </message>
    <message>
        <source>No account</source>
        <translation>Нет учётной записи</translation>
    </message>
    <message>
        <source>Write the whole path of the folder, from / on.</source>
        <translation>Впишите полный путь к папке, начиная с /.</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>Такой папки нет.</translation>
    </message>
    <message>
        <source>Folder for recordings</source>
        <translation>Папка для записей</translation>
    </message>
    <message>
        <source>There is no such folder yet; the first recording makes it.</source>
        <translation>Такой папки пока нет; её создаст первая запись.</translation>
    </message>
</context>
<context>
    <name>CardPlan</name>
    <message>
        <source>Use once</source>
        <translation>Через прокси, один раз</translation>
    </message>
    <message>
        <source>Send once</source>
        <translation>Отправить один раз</translation>
    </message>
    <message>
        <source>Send there</source>
        <translation>Отправить туда</translation>
    </message>
    <message>
        <source>Call there</source>
        <translation>Позвонить туда</translation>
    </message>
    <message>
        <source>Call once</source>
        <translation>Позвонить один раз</translation>
    </message>
    <message>
        <source>Update contact &amp; send</source>
        <translation>Обновить контакт и отправить</translation>
    </message>
    <message>
        <source>Update contact &amp; call</source>
        <translation>Обновить контакт и позвонить</translation>
    </message>
    <message>
        <source>Remember &amp; send</source>
        <translation>Запомнить и отправить</translation>
    </message>
    <message>
        <source>Remember &amp; call</source>
        <translation>Запомнить и позвонить</translation>
    </message>
    <message>
        <source>Save &amp; send</source>
        <translation>Сохранить и отправить</translation>
    </message>
    <message>
        <source>Save &amp; call</source>
        <translation>Сохранить и позвонить</translation>
    </message>
    <message>
        <source>Update only</source>
        <translation>Только обновить</translation>
    </message>
    <message>
        <source>Save only</source>
        <translation>Только сохранить</translation>
    </message>
    <message>
        <source>the other side</source>
        <translation>собеседник</translation>
    </message>
    <message>
        <source>A mailbox takes the call to {name}</source>
        <translation>{name}: звонок примет голосовая почта</translation>
    </message>
    <message>
        <source>The address answered {said} and names its voicemail. You can leave a message there.</source>
        <translation>Адрес ответил {said} и назвал свою голосовую почту. Там можно оставить сообщение.</translation>
    </message>
    <message>
        <source>{name} is at another address for now</source>
        <translation>{name} сейчас по другому адресу</translation>
    </message>
    <message>
        <source>The address answered {said}. {until}</source>
        <translation>Адрес ответил {said}. {until}</translation>
    </message>
    <message>
        <source>The call to {name} should go through a proxy</source>
        <translation>{name}: звонок должен пройти через прокси</translation>
    </message>
    <message>
        <source>The address answered {said}. The same call would be sent once through the server below, which then sees it. Nothing is saved.</source>
        <translation>Адрес ответил {said}. Тот же звонок один раз пойдёт через сервер, указанный ниже, и тот его увидит. Ничего не сохраняется.</translation>
    </message>
    <message>
        <source>Your message to {name} was not delivered</source>
        <translation>Сообщение не доставлено: {name}</translation>
    </message>
    <message>
        <source>The old address answered {said}: {name} has moved. Nothing is sent unless you say so.</source>
        <translation>Старый адрес ответил {said}: {name} теперь по другому адресу. Без вашего согласия ничего не отправится.</translation>
    </message>
    <message>
        <source>The address answered {said}: {name} is at another one for now. {until}</source>
        <translation>Адрес ответил {said}: {name} пока по другому адресу. {until}</translation>
    </message>
    <message>
        <source>The address answered {said}. The message would be sent once through the server below, which can read it. Nothing is saved.</source>
        <translation>Адрес ответил {said}. Сообщение один раз уйдёт через сервер, указанный ниже, и он сможет его прочесть. Ничего не сохраняется.</translation>
    </message>
    <message>
        <source>The address answered {said} and names several others. Choose one.</source>
        <translation>Адрес ответил {said} и называет несколько других. Выберите один.</translation>
    </message>
    <message>
        <source>Reach {name} another way</source>
        <translation>Связаться другим способом: {name}</translation>
    </message>
    <message>
        <source>The call was not successful, but {said} offers these:</source>
        <translation>Звонок не удался, но {said} предлагает вот что:</translation>
    </message>
    <message>
        <source>Your message was not delivered, but {said} offers these:</source>
        <translation>Сообщение не доставлено, но {said} предлагает:</translation>
    </message>
    <message>
        <source>This is treated as an emergency call</source>
        <translation>Это считается экстренным вызовом</translation>
    </message>
    <message>
        <source>The network answered {said} and wants an emergency call, which this phone cannot place. Use a telephone to call your local emergency number.</source>
        <translation>Сеть ответила {said} и требует экстренного вызова, а этот телефон его сделать не может. Позвоните по местному экстренному номеру с обычного телефона.</translation>
    </message>
    <message>
        <source>{name} cannot be reached this way</source>
        <translation>Так связаться нельзя: {name}</translation>
    </message>
    <message>
        <source>The answer was {said}, but it names nothing that this phone can use.</source>
        <translation>Ответ был {said}, но в нём нет ничего, чем этот телефон мог бы воспользоваться.</translation>
    </message>
    <message numerus="yes">
        <source>%n address(es) did not work ({said}); here is the rest.</source>
        <translation>
            <numerusform>С %n адресом связаться не удалось ({said}); вот остальные.</numerusform>
            <numerusform>С %n адресами связаться не удалось ({said}); вот остальные.</numerusform>
            <numerusform>С %n адресами связаться не удалось ({said}); вот остальные.</numerusform>
        </translation>
    </message>
    <message>
        <source>The address of {name} is ambiguous</source>
        <translation>Адрес неоднозначен: {name}</translation>
    </message>
    <message>
        <source>The server answered {said}: the address can mean several people. Choose one.</source>
        <translation>Сервер ответил {said}: этот адрес может означать нескольких людей. Выберите одного.</translation>
    </message>
    <message>
        <source>{name} can be reached in several ways</source>
        <translation>{name}: есть несколько способов связаться</translation>
    </message>
    <message>
        <source>The address answered {said}. Choose one.</source>
        <translation>Адрес ответил {said}. Выберите один.</translation>
    </message>
    <message>
        <source>{name} has moved; choose the new address</source>
        <translation>{name}: адрес сменился, выберите новый</translation>
    </message>
    <message>
        <source>The old address answered {said} and names several. The one they prefer stands first.</source>
        <translation>Старый адрес ответил {said} и называет несколько новых. Предпочтительный стоит первым.</translation>
    </message>
    <message>
        <source>{name} has moved to a new address</source>
        <translation>{name}: адрес сменился</translation>
    </message>
    <message>
        <source>The old address answered {said}. Future calls should go to the new one.</source>
        <translation>Старый адрес ответил {said}. Теперь звонить следует на новый.</translation>
    </message>
    <message>
        <source>The other one is good for {delay}.</source>
        <translation>Другой действует {delay}.</translation>
    </message>
    <message>
        <source>The other one is good for this message only.</source>
        <translation>Другой годится только для этого сообщения.</translation>
    </message>
    <message>
        <source>The other one is good for this call only.</source>
        <translation>Другой действует только для этого звонка.</translation>
    </message>
</context>
<context>
    <name>CardRows</name>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>Показать ещё %n</numerusform>
            <numerusform>Показать ещё %n</numerusform>
            <numerusform>Показать ещё %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CertificatePage</name>
    <message>
        <source>The server&apos;s certificate is another one</source>
        <translation>У сервера другой сертификат</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is refused</source>
        <translation>Сертификат сервера отклонён</translation>
    </message>
    <message>
        <source>The account {account} is not connected: {host} could not prove who it is. No name and no password was sent to it.</source>
        <translation>Учётная запись {account} не подключена: {host} не подтвердил свою подлинность. Ни имя, ни пароль ему не отправлены.</translation>
    </message>
    <message>
        <source>The certificate</source>
        <translation>Сертификат</translation>
    </message>
    <message>
        <source>Ask whoever runs the server. If the certificate is right, compare the SHA-256 with them.</source>
        <translation>Спросите того, кто отвечает за сервер. Если сертификат верен, сверьте с ним отпечаток SHA-256.</translation>
    </message>
    <message>
        <source>No exception can be made for this: nothing that is said there would be safe.</source>
        <translation>Исключение здесь невозможно: всё сказанное было бы незащищено.</translation>
    </message>
    <message>
        <source>{start} to {end}</source>
        <translation>с {start} по {end}</translation>
    </message>
    <message>
        <source>Issued to</source>
        <translation>Кому выдан</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Кем выдан</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Для серверов</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Действует</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Не сейчас</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Trust this one certificate…</source>
        <translation>Доверять этому сертификату…</translation>
    </message>
    <message>
        <source>From then on whoever shows this certificate is believed to be {host}, whatever is wrong with it. Any other certificate is still refused. You can take it back in the account, under Security.</source>
        <translation>Тогда любой, кто предъявит этот сертификат, будет считаться сервером {host}, что бы с сертификатом ни было не так. Другие сертификаты по-прежнему отклоняются. Отменить это можно в учётной записи, в разделе «Безопасность».</translation>
    </message>
    <message>
        <source>I have compared it: trust it</source>
        <translation>Отпечаток сверен: доверять</translation>
    </message>
</context>
<context>
    <name>CertificateText</name>
    <message>
        <source>The server shows another certificate than the one that you had trusted. Either it was renewed, or somebody stands between you and the server.</source>
        <translation>Сервер предъявил не тот сертификат, которому вы доверяли. Либо его обновили, либо между вами и сервером кто-то стоит.</translation>
    </message>
    <message>
        <source>The server has signed its certificate itself; nobody vouches for it.</source>
        <translation>Сервер подписал свой сертификат сам; за него никто не ручается.</translation>
    </message>
    <message>
        <source>It was issued by an authority that this computer does not know.</source>
        <translation>Его выдал центр сертификации, который этому компьютеру неизвестен.</translation>
    </message>
    <message>
        <source>It has expired.</source>
        <translation>Его срок истёк.</translation>
    </message>
    <message>
        <source>It is not valid yet. Is the clock of this computer right?</source>
        <translation>Он ещё не действует. Верно ли идут часы этого компьютера?</translation>
    </message>
    <message>
        <source>It belongs to another server: {host} is not among its names.</source>
        <translation>Он выдан другому серверу: {host} среди его имён нет.</translation>
    </message>
    <message>
        <source>Whoever issued it has revoked it.</source>
        <translation>Тот, кто его выдал, его отозвал.</translation>
    </message>
    <message>
        <source>The server only speaks an old encryption that can be broken (older than TLS 1.2). Its operator has to update it.</source>
        <translation>Сервер знает только старое шифрование, которое можно взломать (старше TLS 1.2). Его владелец должен обновить сервер.</translation>
    </message>
    <message>
        <source>Its key or its signature is too weak to be trusted.</source>
        <translation>Его ключ или подпись слишком слабы, чтобы им доверять.</translation>
    </message>
    <message>
        <source>It could not be checked.</source>
        <translation>Проверить его не удалось.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not trusted. {problem} No password was sent.</source>
        <translation>Сертификату {host} доверия нет. {problem} Пароль не отправлен.</translation>
    </message>
</context>
<context>
    <name>CodecList</name>
    <message>
        <source>clear, wide band, 64 kbit/s</source>
        <translation>чистый, широкополосный, 64 кбит/с</translation>
    </message>
    <message>
        <source>telephone quality, 64 kbit/s</source>
        <translation>телефонное качество, 64 кбит/с</translation>
    </message>
    <message>
        <source>wide band, 28 kbit/s</source>
        <translation>широкополосный, 28 кбит/с</translation>
    </message>
    <message>
        <source>for slow lines, 15 kbit/s</source>
        <translation>для медленных линий, 15 кбит/с</translation>
    </message>
    <message>
        <source>stands losses, 13 kbit/s</source>
        <translation>терпит потери, 13 кбит/с</translation>
    </message>
    <message>
        <source>for slow lines, 13 kbit/s</source>
        <translation>для медленных линий, 13 кбит/с</translation>
    </message>
    <message>
        <source>Codecs, the first is preferred</source>
        <translation>Кодеки, первый предпочтительнее</translation>
    </message>
    <message>
        <source>Prefer more</source>
        <translation>Поднять</translation>
    </message>
    <message>
        <source>Prefer less</source>
        <translation>Опустить</translation>
    </message>
    <message>
        <source>on</source>
        <translation>вкл.</translation>
    </message>
    <message>
        <source>off</source>
        <translation>выкл.</translation>
    </message>
</context>
<context>
    <name>CodesPage</name>
    <message>
        <source>What the answers mean</source>
        <translation>Что означают ответы</translation>
    </message>
    <message>
        <source>When a call does not go through, the other side says why, with a number.</source>
        <translation>Если дозвониться не удалось, другая сторона сообщает почему — номером.</translation>
    </message>
    <message>
        <source>Search the answers</source>
        <translation>Поиск по ответам</translation>
    </message>
    <message>
        <source>Number or word: 486, busy, moved</source>
        <translation>Номер или слово: 486, занято, переехал</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Ответы</translation>
    </message>
    <message>
        <source>All answers</source>
        <translation>Все ответы</translation>
    </message>
    <message>
        <source>No answer from 300 to 699 fits these words.</source>
        <translation>Среди ответов от 300 до 699 ничего похожего нет.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Показать все</translation>
    </message>
</context>
<context>
    <name>ColumnRows</name>
    <message>
        <source>Columns</source>
        <translation>Столбцы</translation>
    </message>
    <message>
        <source>What each column holds. The people above show whether it fits.</source>
        <translation>Что в каждом столбце. По людям выше видно, так ли это.</translation>
    </message>
    <message>
        <source>The first row holds titles</source>
        <translation>В первой строке заголовки</translation>
    </message>
    <message numerus="yes">
        <source>Show %n empty column(s)</source>
        <translation>
            <numerusform>Показать %n пустой столбец</numerusform>
            <numerusform>Показать %n пустых столбца</numerusform>
            <numerusform>Показать %n пустых столбцов</numerusform>
        </translation>
    </message>
    <message>
        <source>Column {number}</source>
        <translation>Столбец {number}</translation>
    </message>
    <message>
        <source>What “{column}” holds</source>
        <translation>Что в столбце «{column}»</translation>
    </message>
</context>
<context>
    <name>Confirmation</name>
    <message>
        <source>Another program on this computer will be given this address:</source>
        <translation>Этот адрес будет передан другой программе на этом компьютере:</translation>
    </message>
    <message>
        <source>This phone hands no such address to other programs:</source>
        <translation>Такой адрес этот телефон другим программам не передаёт:</translation>
    </message>
    <message>
        <source>The page is at {host}</source>
        <translation>Страница на сайте {host}</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Скопировать адрес</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>No program on this computer opens this address. Copy it to use it elsewhere.</source>
        <translation>Ни одна программа на этом компьютере не открывает этот адрес. Скопируйте его, чтобы открыть в другом месте.</translation>
    </message>
</context>
<context>
    <name>ConflictCard</name>
    <message>
        <source>{name} was changed in both places</source>
        <translation>Контакт «{name}» изменён в обоих местах</translation>
    </message>
    <message>
        <source>You deleted this contact here, and it was changed on the server.</source>
        <translation>Здесь вы удалили этот контакт, а на сервере его изменили.</translation>
    </message>
    <message>
        <source>You changed this contact here, and it was deleted on the server.</source>
        <translation>Здесь вы изменили этот контакт, а на сервере его удалили.</translation>
    </message>
    <message>
        <source>What differs is below. All else has been put together already.</source>
        <translation>Различия — ниже. Всё остальное уже сведено.</translation>
    </message>
    <message>
        <source>On this phone</source>
        <translation>На этом телефоне</translation>
    </message>
    <message>
        <source>On the server</source>
        <translation>На сервере</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>(пусто)</translation>
    </message>
    <message>
        <source>on this phone</source>
        <translation>на этом телефоне</translation>
    </message>
    <message>
        <source>on the server</source>
        <translation>на сервере</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Delete it there too</source>
        <translation>Удалить и там</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Оставить</translation>
    </message>
    <message>
        <source>Delete it here too</source>
        <translation>Удалить и здесь</translation>
    </message>
    <message>
        <source>Keep this phone&apos;s</source>
        <translation>Оставить как на телефоне</translation>
    </message>
    <message>
        <source>Keep the server&apos;s</source>
        <translation>Оставить как на сервере</translation>
    </message>
    <message>
        <source>Keep both as two contacts</source>
        <translation>Оставить оба как два контакта</translation>
    </message>
    <message>
        <source>Keep what I chose</source>
        <translation>Оставить выбранное</translation>
    </message>
</context>
<context>
    <name>ConflictsPage</name>
    <message>
        <source>Changed in both places</source>
        <translation>Изменено в обоих местах</translation>
    </message>
    <message>
        <source>These contacts were changed on this phone and on the server before the two could be synced. Nothing is lost: choose what is right.</source>
        <translation>Эти контакты изменили и на телефоне, и на сервере раньше, чем прошла синхронизация. Ничего не потеряно: выберите, что верно.</translation>
    </message>
    <message numerus="yes">
        <source>%n more will come after these.</source>
        <translation>
            <numerusform>После них будет ещё %n.</numerusform>
            <numerusform>После них будет ещё %n.</numerusform>
            <numerusform>После них будет ещё %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing waits for you: both sides are the same.</source>
        <translation>Решать нечего: обе стороны одинаковы.</translation>
    </message>
    <message>
        <source>Back to the address books</source>
        <translation>К адресным книгам</translation>
    </message>
</context>
<context>
    <name>ContactDesk</name>
    <message>
        <source>{name} was deleted</source>
        <translation>Контакт удалён: {name}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>The call with {name} was removed</source>
        <translation>Звонок удалён из истории: {name}</translation>
    </message>
    <message>
        <source>This could not be written ({reason}). Everything is as it was before.</source>
        <translation>Записать не удалось ({reason}). Всё осталось как было.</translation>
    </message>
</context>
<context>
    <name>ContactForm</name>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Организация</translation>
    </message>
    <message>
        <source>Addresses, the one with the star is called first</source>
        <translation>Адреса; сначала звонок идёт на отмеченный звездой</translation>
    </message>
    <message>
        <source>Add an address</source>
        <translation>Добавить адрес</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Заметки</translation>
    </message>
    <message>
        <source>Favourite: stands on top of the list</source>
        <translation>Избранный: стоит вверху списка</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Change contact</source>
        <translation>Изменить контакт</translation>
    </message>
    <message>
        <source>New contact</source>
        <translation>Новый контакт</translation>
    </message>
    <message>
        <source>Write a name first.</source>
        <translation>Сначала напишите имя.</translation>
    </message>
    <message>
        <source>Write at least one address, or nobody can be called.</source>
        <translation>Напишите хотя бы один адрес, иначе звонить некуда.</translation>
    </message>
    <message>
        <source>The contact could not be written ({reason}). What you typed is still here; try again.</source>
        <translation>Контакт записать не удалось ({reason}). Введённое осталось здесь; попробуйте ещё раз.</translation>
    </message>
</context>
<context>
    <name>ContactPage</name>
    <message>
        <source>Addresses</source>
        <translation>Адреса</translation>
    </message>
    <message>
        <source>No address yet. Edit the contact to add one.</source>
        <translation>Адресов пока нет. Измените контакт, чтобы добавить.</translation>
    </message>
    <message>
        <source>Former addresses</source>
        <translation>Прежние адреса</translation>
    </message>
    <message>
        <source>Redirects</source>
        <translation>Переадресация</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Заметки</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>Убрать из избранных</translation>
    </message>
    <message>
        <source>Add to favourites</source>
        <translation>Добавить в избранные</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Позвонить</translation>
    </message>
    <message>
        <source>Call {name}</source>
        <translation>Позвонить: {name}</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Сообщение</translation>
    </message>
    <message>
        <source>Messages with {name}</source>
        <translation>Переписка: {name}</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Изменить</translation>
    </message>
    <message>
        <source>All calls</source>
        <translation>Все звонки</translation>
    </message>
    <message>
        <source>All calls with {name}</source>
        <translation>Все звонки: {name}</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Заблокировать</translation>
    </message>
    <message>
        <source>Block {name}</source>
        <translation>Заблокировать: {name}</translation>
    </message>
    <message>
        <source>Merge with…</source>
        <translation>Объединить с…</translation>
    </message>
    <message>
        <source>Merge {name} with another contact</source>
        <translation>Объединить «{name}» с другим контактом</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Show the group {group}</source>
        <translation>Показать группу «{group}»</translation>
    </message>
    <message>
        <source>Former address {address}</source>
        <translation>Прежний адрес {address}</translation>
    </message>
    <message>
        <source>moved to {address} on {date} ({status})</source>
        <translation>сменился на {address} {date} ({status})</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Undo the move of {address}</source>
        <translation>Отменить переезд {address}</translation>
    </message>
</context>
<context>
    <name>ContactRedirects</name>
    <message>
        <source>As for everybody</source>
        <translation>Как для всех</translation>
    </message>
    <message>
        <source>When a call to {name} is redirected</source>
        <translation>Если звонок переадресуют ({name})</translation>
    </message>
    <message>
        <source>it rings here as for everybody</source>
        <translation>телефон звонит, как для всех</translation>
    </message>
    <message>
        <source>{what} (switched off)</source>
        <translation>{what} (выключено)</translation>
    </message>
    <message>
        <source>When {name} calls: {what}</source>
        <translation>Когда звонит {name}: {what}</translation>
    </message>
    <message>
        <source>Redirect…</source>
        <translation>Переадресовать…</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Изменить</translation>
    </message>
</context>
<context>
    <name>ContactsList</name>
    <message>
        <source>Contacts</source>
        <translation>Контакты</translation>
    </message>
    <message>
        <source>New contact</source>
        <translation>Новый контакт</translation>
    </message>
    <message>
        <source>New contact (Ctrl+N)</source>
        <translation>Новый контакт (Ctrl+N)</translation>
    </message>
    <message>
        <source>Export contacts…</source>
        <translation>Выгрузить контакты…</translation>
    </message>
    <message>
        <source>Import contacts…</source>
        <translation>Загрузить контакты…</translation>
    </message>
    <message>
        <source>Search contacts</source>
        <translation>Поиск контактов</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>More for contacts: duplicates, groups, export and import</source>
        <translation>Ещё о контактах: повторы, группы, сохранение и загрузка</translation>
    </message>
    <message>
        <source>Find duplicates…</source>
        <translation>Найти повторы…</translation>
    </message>
    <message>
        <source>Groups…</source>
        <translation>Группы…</translation>
    </message>
    <message>
        <source>Contacts could not be searched ({reason}).</source>
        <translation>Поиск по контактам не удался ({reason}).</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>найден %n</numerusform>
            <numerusform>найдено %n</numerusform>
            <numerusform>найдено %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n контакт</numerusform>
            <numerusform>%n контакта</numerusform>
            <numerusform>%n контактов</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody in here is found for “{text}”.</source>
        <translation>Здесь по запросу «{text}» никого нет.</translation>
    </message>
    <message>
        <source>Search everybody</source>
        <translation>Искать среди всех</translation>
    </message>
    <message>
        <source>Contacts could not be read ({reason}).</source>
        <translation>Контакты прочитать не удалось ({reason}).</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Позвонить</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Изменить</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>Убрать из избранных</translation>
    </message>
    <message>
        <source>Add to favourites</source>
        <translation>Добавить в избранные</translation>
    </message>
    <message>
        <source>Merge with…</source>
        <translation>Объединить с…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Сохранить в файл…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Избранные</translation>
    </message>
    <message>
        <source>Everyone else</source>
        <translation>Остальные</translation>
    </message>
    <message>
        <source>Nobody is found for “{text}”.</source>
        <translation>По запросу «{text}» никого нет.</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>Добавить контакт</translation>
    </message>
    <message>
        <source>Nobody is in here.</source>
        <translation>Здесь никого нет.</translation>
    </message>
    <message>
        <source>Show everybody</source>
        <translation>Показать всех</translation>
    </message>
    <message>
        <source>Nobody here yet. People whom you add keep their addresses, also when they move.</source>
        <translation>Здесь пока никого. У тех, кого вы добавите, адреса сохранятся, даже если сменятся.</translation>
    </message>
</context>
<context>
    <name>ConversationHead</name>
    <message>
        <source>Address to write to</source>
        <translation>Адрес для сообщений</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Позвонить</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Контакт</translation>
    </message>
    <message>
        <source>Delete this conversation</source>
        <translation>Удалить эту переписку</translation>
    </message>
    <message>
        <source>Delete all messages of this conversation?</source>
        <translation>Удалить все сообщения этой переписки?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Оставить</translation>
    </message>
    <message>
        <source>Add contact</source>
        <translation>В контакты</translation>
    </message>
</context>
<context>
    <name>ConversationPage</name>
    <message>
        <source>Write to</source>
        <translation>Кому</translation>
    </message>
    <message>
        <source>Name, number or SIP address to write to</source>
        <translation>Имя, номер или адрес SIP получателя</translation>
    </message>
    <message>
        <source>Write to this address</source>
        <translation>Написать по этому адресу</translation>
    </message>
    <message>
        <source>The messages could not be read ({reason}).</source>
        <translation>Прочитать сообщения не удалось ({reason}).</translation>
    </message>
    <message>
        <source>{name} is writing…</source>
        <translation>{name} пишет…</translation>
    </message>
    <message>
        <source>The messages could not be removed ({reason}).</source>
        <translation>Удалить сообщения не удалось ({reason}).</translation>
    </message>
</context>
<context>
    <name>DeflectForm</name>
    <message>
        <source>Send the caller to</source>
        <translation>Переадресовать звонящего на</translation>
    </message>
    <message>
        <source>Name, number or SIP address the caller is sent to</source>
        <translation>Имя, номер или адрес SIP, куда переадресовать звонящего</translation>
    </message>
    <message>
        <source>Deflect</source>
        <translation>Переадресовать</translation>
    </message>
    <message>
        <source>Deflect (Enter)</source>
        <translation>Переадресовать (Enter)</translation>
    </message>
    <message>
        <source>It goes on ringing here until you choose. Nothing is saved.</source>
        <translation>Пока вы не выберете, звонок продолжается здесь. Ничего не сохраняется.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
</context>
<context>
    <name>DesktopPage</name>
    <message>
        <source>Desktop</source>
        <translation>Рабочий стол</translation>
    </message>
    <message>
        <source>When the window is not in front</source>
        <translation>Когда окно не на виду</translation>
    </message>
    <message>
        <source>Tell me of calls and messages in notifications, by name only</source>
        <translation>Сообщать о звонках и сообщениях в уведомлениях, только по имени</translation>
    </message>
    <message>
        <source>Show the phone in the tray</source>
        <translation>Показывать телефон в области уведомлений</translation>
    </message>
    <message>
        <source>Closing the window leaves the phone running in the tray</source>
        <translation>Когда окно закрыто, телефон остаётся в области уведомлений</translation>
    </message>
    <message>
        <source>A key that shows the phone from every program</source>
        <translation>Клавиша, которая показывает телефон из любой программы</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Запуск</translation>
    </message>
    <message>
        <source>Start with the computer, out of sight</source>
        <translation>Запускать вместе с компьютером, незаметно</translation>
    </message>
    <message>
        <source>Sound and motion</source>
        <translation>Звук и движение</translation>
    </message>
    <message>
        <source>Pause music and films while I talk</source>
        <translation>Приостанавливать музыку и фильмы, пока я говорю</translation>
    </message>
    <message>
        <source>Show things at once, without motion</source>
        <translation>Показывать всё сразу, без движения</translation>
    </message>
    <message>
        <source>This desktop has no tray.</source>
        <translation>На этом рабочем столе нет области уведомлений.</translation>
    </message>
    <message>
        <source>This phone cannot set that up here.</source>
        <translation>Настроить это здесь телефон не может.</translation>
    </message>
    <message>
        <source>This desktop offers no such keys.</source>
        <translation>Этот рабочий стол таких клавиш не даёт.</translation>
    </message>
    <message>
        <source>The desktop asks you which key it shall be.</source>
        <translation>Рабочий стол спросит вас, какая это будет клавиша.</translation>
    </message>
    <message>
        <source>The desktop gave no key. Switch this off and on to ask again.</source>
        <translation>Рабочий стол клавишу не дал. Выключите и включите снова, чтобы попросить ещё раз.</translation>
    </message>
    <message>
        <source>The key is: {keys}</source>
        <translation>Клавиша: {keys}</translation>
    </message>
    <message>
        <source>Which key it is stands in the settings of the desktop.</source>
        <translation>Какая это клавиша, видно в настройках рабочего стола.</translation>
    </message>
    <message>
        <source>That could not be changed ({reason}).</source>
        <translation>Изменить не удалось ({reason}).</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Show the SIP response</source>
        <translation>Показать ответ SIP</translation>
    </message>
    <message>
        <source>What does {status} mean?</source>
        <translation>Что значит {status}?</translation>
    </message>
    <message>
        <source>Show the SIP messages</source>
        <translation>Показать сообщения SIP</translation>
    </message>
</context>
<context>
    <name>DiagnosticsPage</name>
    <message>
        <source>When something is wrong</source>
        <translation>Если что-то не работает</translation>
    </message>
    <message>
        <source>My line</source>
        <translation>Моя линия</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>SIP</source>
        <translation>SIP</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Статистика</translation>
    </message>
</context>
<context>
    <name>DialField</name>
    <message>
        <source>Name, number or SIP address to call</source>
        <translation>Имя, номер или адрес SIP для звонка</translation>
    </message>
    <message>
        <source>Name, number or SIP address</source>
        <translation>Имя, номер или адрес SIP</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Позвонить</translation>
    </message>
    <message>
        <source>Call (Enter)</source>
        <translation>Позвонить (Enter)</translation>
    </message>
    <message>
        <source>{address}: press Enter again to call</source>
        <translation>{address}: нажмите Enter ещё раз, чтобы позвонить</translation>
    </message>
</context>
<context>
    <name>DiallingGroup</name>
    <message>
        <source>Dialling</source>
        <translation>Набор номера</translation>
    </message>
    <message>
        <source>Calling code of your country, e.g. 7</source>
        <translation>Код вашей страны, например 7</translation>
    </message>
    <message>
        <source>Before numbers inside the country</source>
        <translation>Перед номерами внутри страны</translation>
    </message>
    <message>
        <source>Before numbers abroad</source>
        <translation>Перед заграничными номерами</translation>
    </message>
    <message>
        <source>To get an outside line, e.g. 9</source>
        <translation>Выход в город, например 9</translation>
    </message>
    <message>
        <source>The server takes numbers that begin with +</source>
        <translation>Сервер принимает номера, начинающиеся с +</translation>
    </message>
    <message>
        <source>Try it: a number as you dial it</source>
        <translation>Проба: номер, как вы его набираете</translation>
    </message>
    <message>
        <source>Numbers that begin with these are called by this account</source>
        <translation>Начала номеров, которые набирает эта запись</translation>
    </message>
    <message>
        <source>Addresses at these hosts are called by this account</source>
        <translation>Серверы, на адреса которых звонит эта запись</translation>
    </message>
    <message>
        <source>numbers as they are typed</source>
        <translation>номера как набраны</translation>
    </message>
</context>
<context>
    <name>DirectoriesPart</name>
    <message>
        <source>Directories</source>
        <translation>Каталоги</translation>
    </message>
    <message>
        <source>A directory of your company (LDAP) is looked into while you search; nothing of it is changed or kept.</source>
        <translation>В каталог вашей компании (LDAP) заглядывают, пока вы ищете; ничего в нём не меняется и не сохраняется.</translation>
    </message>
    <message>
        <source>Add a directory</source>
        <translation>Добавить каталог</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Изменить…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
</context>
<context>
    <name>Directory</name>
    <message>
        <source>{name} cannot be reached. Is its address right?</source>
        <translation>Каталог «{name}» недоступен. Верен ли его адрес?</translation>
    </message>
    <message>
        <source>{name} did not answer in time.</source>
        <translation>Каталог «{name}» не ответил вовремя.</translation>
    </message>
    <message>
        <source>{name} shows a certificate that cannot be trusted, so nothing was asked.</source>
        <translation>Сертификату каталога «{name}» нельзя доверять, поэтому ничего не спрошено.</translation>
    </message>
    <message>
        <source>{name} offers no encryption, so the password was not sent. Try ldaps://.</source>
        <translation>Каталог «{name}» не шифрует, поэтому пароль не отправлен. Попробуйте ldaps://.</translation>
    </message>
    <message>
        <source>{name} does not take this name and password.</source>
        <translation>Каталог «{name}» не принимает эти имя и пароль.</translation>
    </message>
    <message>
        <source>{name} does not let this name look people up.</source>
        <translation>Каталог «{name}» не даёт этому имени искать людей.</translation>
    </message>
    <message>
        <source>{name} has no such branch. Look at the part of its address after the host.</source>
        <translation>В каталоге «{name}» нет такой ветви. Проверьте часть адреса после имени сервера.</translation>
    </message>
    <message>
        <source>The address of {name} cannot be read.</source>
        <translation>Адрес каталога «{name}» прочитать не удалось.</translation>
    </message>
    <message>
        <source>{name} gave an answer that cannot be read.</source>
        <translation>Ответ каталога «{name}» прочитать не удалось.</translation>
    </message>
</context>
<context>
    <name>DirectoryForm</name>
    <message>
        <source>Directory</source>
        <translation>Каталог</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Компания</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Whoever runs the directory knows it: the server, and the branch to look into.</source>
        <translation>Его знает тот, кто ведёт каталог: сервер и ветвь, где искать.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Empty when the directory tells everybody.</source>
        <translation>Пусто, если каталог отвечает всем.</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Пользователь</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keyring, never in a file.</source>
        <translation>Хранится в системной связке ключей, никогда не в файле.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>Try and save</source>
        <translation>Проверить и сохранить</translation>
    </message>
    <message>
        <source>Save as it is</source>
        <translation>Сохранить как есть</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>без изменений</translation>
    </message>
</context>
<context>
    <name>DirectoryPage</name>
    <message>
        <source>From the directory</source>
        <translation>Из каталога</translation>
    </message>
    <message>
        <source>Save to contacts</source>
        <translation>Сохранить в контакты</translation>
    </message>
    <message>
        <source>The contact could not be saved ({reason}).</source>
        <translation>Контакт сохранить не удалось ({reason}).</translation>
    </message>
</context>
<context>
    <name>DirectoryPanel</name>
    <message>
        <source>Directory</source>
        <translation>Каталог</translation>
    </message>
    <message>
        <source>{name} · there are more</source>
        <translation>{name} · есть ещё</translation>
    </message>
</context>
<context>
    <name>DisturbLine</name>
    <message>
        <source>Do not disturb: nobody rings</source>
        <translation>Режим «Не беспокоить»</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Выключить</translation>
    </message>
</context>
<context>
    <name>DiversionForm</name>
    <message>
        <source>When others call me</source>
        <translation>Когда звонят мне</translation>
    </message>
    <message>
        <source>What they are told</source>
        <translation>Что сообщить звонящему</translation>
    </message>
    <message>
        <source>Where to, the best first</source>
        <translation>Куда (сначала предпочтительное)</translation>
    </message>
    <message>
        <source>Always: this phone does not ring</source>
        <translation>Всегда: этот телефон не звонит</translation>
    </message>
    <message>
        <source>When I am in another call</source>
        <translation>Когда я уже разговариваю</translation>
    </message>
    <message>
        <source>When I do not answer</source>
        <translation>Когда я не отвечаю</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>Rings here for</source>
        <translation>Сколько звонить здесь</translation>
    </message>
    <message>
        <source>Their phone may remember it</source>
        <translation>Телефон звонящего может это запомнить</translation>
    </message>
    <message>
        <source>While it does, it calls there without asking here.</source>
        <translation>Пока помнит, звонит туда, не спрашивая здесь.</translation>
    </message>
    <message>
        <source>We are closed until Monday.</source>
        <translation>Мы закрыты до понедельника.</translation>
    </message>
    <message>
        <source>What callers read first</source>
        <translation>Что звонящий прочтёт сначала</translation>
    </message>
    <message>
        <source>Save and switch on</source>
        <translation>Сохранить и включить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>This could not be written ({reason}). What you typed is still here; try again.</source>
        <translation>Записать не удалось ({reason}). Введённое осталось здесь; попробуйте ещё раз.</translation>
    </message>
</context>
<context>
    <name>DivertPreview</name>
    <message>
        <source>What callers see</source>
        <translation>Что увидит звонящий</translation>
    </message>
    <message>
        <source>Write an address to see it here.</source>
        <translation>Впишите адрес, и вы увидите это здесь.</translation>
    </message>
    <message>
        <source>There may be no room for: {parts}.</source>
        <translation>Может не поместиться: {parts}.</translation>
    </message>
    <message>
        <source>the list that programs read</source>
        <translation>список для программ</translation>
    </message>
    <message>
        <source>the end of your text</source>
        <translation>конец вашего текста</translation>
    </message>
</context>
<context>
    <name>DivertingLine</name>
    <message numerus="yes">
        <source>Callers are sent elsewhere (%n rule(s))</source>
        <translation>
            <numerusform>Звонки отправляются в другое место (%n правило)</numerusform>
            <numerusform>Звонки отправляются в другое место (%n правила)</numerusform>
            <numerusform>Звонки отправляются в другое место (%n правил)</numerusform>
        </translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Выключить</translation>
    </message>
    <message>
        <source>Switch off: {text}</source>
        <translation>Выключить: {text}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>Show: {text}</source>
        <translation>Показать: {text}</translation>
    </message>
    <message>
        <source>One person is sent to {address}</source>
        <translation>Звонки одного человека идут на {address}</translation>
    </message>
    <message>
        <source>Callers are sent to {address}</source>
        <translation>Звонки идут на {address}</translation>
    </message>
</context>
<context>
    <name>DivertingPage</name>
    <message>
        <source>When others call me</source>
        <translation>Когда звонят мне</translation>
    </message>
    <message>
        <source>Callers can be sent to another address. What is for one person goes before what is for all.</source>
        <translation>Звонящих можно отправить на другой адрес. Правило для одного человека важнее правила для всех.</translation>
    </message>
    <message>
        <source>Nobody is redirected: every call rings here.</source>
        <translation>Звонки не переадресуются: телефон звонит здесь.</translation>
    </message>
    <message>
        <source>Redirect callers</source>
        <translation>Переадресовывать звонящих</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Изменить</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>on</source>
        <translation>вкл.</translation>
    </message>
    <message>
        <source>off</source>
        <translation>выкл.</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Выключить</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Включить</translation>
    </message>
</context>
<context>
    <name>DuplicatesPage</name>
    <message>
        <source>Duplicates</source>
        <translation>Повторы</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Искать снова</translation>
    </message>
    <message>
        <source>Who may be there more than once</source>
        <translation>Кто, возможно, записан не один раз</translation>
    </message>
    <message>
        <source>Not the same person</source>
        <translation>Это разные люди</translation>
    </message>
    <message>
        <source>Looking who is there more than once…</source>
        <translation>Ищем, кто записан не один раз…</translation>
    </message>
    <message>
        <source>The contacts could not be looked through ({reason}).</source>
        <translation>Просмотреть контакты не удалось ({reason}).</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) may be there more than once.</source>
        <translation>
            <numerusform>%n человек, возможно, записан не один раз.</numerusform>
            <numerusform>%n человека, возможно, записаны не один раз.</numerusform>
            <numerusform>%n человек, возможно, записаны не один раз.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody is there more than once.</source>
        <translation>Повторов нет.</translation>
    </message>
    <message numerus="yes">
        <source>Merge the %n sure one(s)</source>
        <translation>
            <numerusform>Объединить %n несомненный</numerusform>
            <numerusform>Объединить %n несомненных</numerusform>
            <numerusform>Объединить %n несомненных</numerusform>
        </translation>
    </message>
    <message>
        <source>the same name</source>
        <translation>одинаковое имя</translation>
    </message>
    <message>
        <source>the same number, written in two ways</source>
        <translation>один номер, записанный по-разному</translation>
    </message>
    <message>
        <source>the same address: {address}</source>
        <translation>одинаковый адрес: {address}</translation>
    </message>
</context>
<context>
    <name>EndedCard</name>
    <message>
        <source>Ask this time</source>
        <translation>Спросить на этот раз</translation>
    </message>
</context>
<context>
    <name>EngineText</name>
    <message>
        <source>No name server answers.</source>
        <translation>Серверы имён не отвечают.</translation>
    </message>
    <message>
        <source>No name server answers for {host}.</source>
        <translation>Серверы имён не отвечают о {host}.</translation>
    </message>
    <message>
        <source>No name server knows {host}.</source>
        <translation>Имя {host} серверам имён неизвестно.</translation>
    </message>
    <message>
        <source>No SIP server of {host} answers.</source>
        <translation>Ни один сервер SIP домена {host} не отвечает.</translation>
    </message>
    <message>
        <source>The search failed: {why}.</source>
        <translation>Поиск не удался: {why}.</translation>
    </message>
    <message>
        <source>No answer from {where} in time.</source>
        <translation>{where} вовремя не ответил.</translation>
    </message>
    <message>
        <source>No answer from {where}: the server is down or the port is blocked.</source>
        <translation>Нет ответа от {where}: сервер выключен или порт закрыт.</translation>
    </message>
    <message>
        <source>No answer from {where}: {why}.</source>
        <translation>Нет ответа от {where}: {why}.</translation>
    </message>
    <message>
        <source>Nothing listens at {where}.</source>
        <translation>По адресу {where} никто не отвечает.</translation>
    </message>
    <message>
        <source>{where} cannot be reached: {why}.</source>
        <translation>{where} недоступен: {why}.</translation>
    </message>
    <message>
        <source>{where} does not speak TLS: {why}.</source>
        <translation>{where} не поддерживает TLS: {why}.</translation>
    </message>
    <message>
        <source>Its certificate does not hold for {host}: {why}</source>
        <translation>Его сертификат не подходит для {host}: {why}</translation>
    </message>
    <message>
        <source>The certificate of {host} cannot be trusted: {why}.</source>
        <translation>Сертификату {host} доверять нельзя: {why}.</translation>
    </message>
    <message>
        <source>{where} answers, but it is no STUN server.</source>
        <translation>{where} отвечает, но это не сервер STUN.</translation>
    </message>
    <message>
        <source>The relay {where} refuses the user name or the password.</source>
        <translation>Сервер {where} не принял имя пользователя или пароль.</translation>
    </message>
    <message>
        <source>The relay {where} has no room for one more now.</source>
        <translation>На сервере {where} сейчас нет места.</translation>
    </message>
    <message>
        <source>The relay {where} does not relay UDP.</source>
        <translation>Сервер {where} не пересылает UDP.</translation>
    </message>
    <message>
        <source>The relay {where} refuses with {code}.</source>
        <translation>Сервер {where} отказал: {code}.</translation>
    </message>
    <message>
        <source>The test failed: {why}.</source>
        <translation>Проверка не удалась: {why}.</translation>
    </message>
    <message>
        <source>There is no microphone.</source>
        <translation>Микрофона нет.</translation>
    </message>
    <message>
        <source>There is no loudspeaker.</source>
        <translation>Динамика нет.</translation>
    </message>
    <message>
        <source>The microphone gives no sound.</source>
        <translation>От микрофона нет звука.</translation>
    </message>
    <message>
        <source>The loudspeaker takes no sound.</source>
        <translation>Динамик не принимает звук.</translation>
    </message>
    <message>
        <source>The microphone has gone.</source>
        <translation>Микрофон отключился.</translation>
    </message>
    <message>
        <source>The loudspeaker has gone.</source>
        <translation>Динамик отключился.</translation>
    </message>
    <message>
        <source>The sound of this computer cannot be used.</source>
        <translation>Звук этого компьютера использовать не удаётся.</translation>
    </message>
    <message>
        <source>Sound cannot be tested in a call.</source>
        <translation>Во время разговора звук не проверить.</translation>
    </message>
    <message>
        <source>The sound of this phone comes from files.</source>
        <translation>Звук этого телефона берётся из файлов.</translation>
    </message>
    <message>
        <source>The disk is too slow.</source>
        <translation>Диск не успевает записывать.</translation>
    </message>
    <message>
        <source>TLS can verify nobody: no list of authorities at {file}</source>
        <translation>Проверять сертификаты TLS нечем: нет списка центров сертификации {file}</translation>
    </message>
    <message>
        <source>{transport} port {port} could not be opened: {why}</source>
        <translation>порт {transport} {port} открыть не удалось: {why}</translation>
    </message>
    <message>
        <source>no port number is free for both UDP and TCP</source>
        <translation>нет порта, свободного сразу для UDP и TCP</translation>
    </message>
</context>
<context>
    <name>ExplainLinks</name>
    <message>
        <source>What does {status} mean?</source>
        <translation>Что значит {status}?</translation>
    </message>
</context>
<context>
    <name>ExplanationPanel</name>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Look up another answer</source>
        <translation>Найти другой ответ</translation>
    </message>
    <message>
        <source>Close the explanation</source>
        <translation>Закрыть объяснение</translation>
    </message>
</context>
<context>
    <name>ExplanationSearch</name>
    <message>
        <source>Search the answers</source>
        <translation>Поиск по ответам</translation>
    </message>
    <message>
        <source>Number or word: 486, busy, moved</source>
        <translation>Номер или слово: 486, занято, переехал</translation>
    </message>
    <message>
        <source>No answer from 300 to 699 fits these words.</source>
        <translation>Среди ответов от 300 до 699 ничего похожего нет.</translation>
    </message>
</context>
<context>
    <name>ExplanationText</name>
    <message>
        <source>Go to {answer}</source>
        <translation>Перейти к {answer}</translation>
    </message>
    <message>
        <source>Compare with {answer}</source>
        <translation>Сравнить с {answer}</translation>
    </message>
</context>
<context>
    <name>ExportPart</name>
    <message>
        <source>For whoever helps you</source>
        <translation>Для того, кто вам помогает</translation>
    </message>
    <message>
        <source>One file with all of this and the settings. Passwords, keys and texts of messages stay out.</source>
        <translation>Один файл со всем этим и с настройками. Пароли, ключи и тексты сообщений в него не попадают.</translation>
    </message>
    <message>
        <source>Hide whom I call</source>
        <translation>Скрыть, кому я звоню</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Сохранить в файл…</translation>
    </message>
    <message>
        <source>Archive (*.zip)</source>
        <translation>Архив (*.zip)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Сохранить в файл</translation>
    </message>
    <message>
        <source>Written to {file}. Look into it before you send it.</source>
        <translation>Записано в {file}. Загляните в файл, прежде чем отправлять.</translation>
    </message>
    <message>
        <source>{file} could not be written ({reason}).</source>
        <translation>Записать {file} не удалось ({reason}).</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Search the history by name or address</source>
        <translation>Поиск в истории по имени или адресу</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>Filter the history</source>
        <translation>Отобрать в истории</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Показать все</translation>
    </message>
    <message>
        <source>Show the whole history again</source>
        <translation>Снова показать всю историю</translation>
    </message>
    <message>
        <source>With {name}</source>
        <translation>С кем: {name}</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>«{text}»</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>выбрано: %n</numerusform>
            <numerusform>выбрано: %n</numerusform>
            <numerusform>выбрано: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterBoxes</name>
    <message>
        <source>What is listed</source>
        <translation>Что показано</translation>
    </message>
    <message>
        <source>Redirects</source>
        <translation>Переадресация</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Учётная запись</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
    <message>
        <source>The last 7 days</source>
        <translation>Последние 7 дней</translation>
    </message>
    <message>
        <source>The last 30 days</source>
        <translation>Последние 30 дней</translation>
    </message>
    <message>
        <source>The last 12 months</source>
        <translation>Последние 12 месяцев</translation>
    </message>
    <message>
        <source>Between two days…</source>
        <translation>Между двумя днями…</translation>
    </message>
    <message>
        <source>From</source>
        <translation>С</translation>
    </message>
    <message>
        <source>To</source>
        <translation>По</translation>
    </message>
    <message>
        <source>Every account</source>
        <translation>Все учётные записи</translation>
    </message>
</context>
<context>
    <name>FlowModel</name>
    <message>
        <source>Call number {number}: {uri}</source>
        <translation>Вызов {number}: {uri}</translation>
    </message>
    <message>
        <source>{time} s, sent to {peer}: {what}</source>
        <translation>{time} с, отправлено на {peer}: {what}</translation>
    </message>
    <message>
        <source>{time} s, from {peer}: {what}</source>
        <translation>{time} с, от {peer}: {what}</translation>
    </message>
</context>
<context>
    <name>FlowView</name>
    <message>
        <source>The history keeps the final answers only, not every message.</source>
        <translation>История хранит только окончательные ответы, а не каждое сообщение.</translation>
    </message>
    <message numerus="yes">
        <source>Call flow, %n message(s)</source>
        <translation>
            <numerusform>Ход звонка, %n сообщение</numerusform>
            <numerusform>Ход звонка, %n сообщения</numerusform>
            <numerusform>Ход звонка, %n сообщений</numerusform>
        </translation>
    </message>
    <message>
        <source>The chosen message</source>
        <translation>Выбранное сообщение</translation>
    </message>
    <message>
        <source>The text of this message was not kept.</source>
        <translation>Текст этого сообщения не сохранён.</translation>
    </message>
</context>
<context>
    <name>GroupBox</name>
    <message>
        <source>Whom to show</source>
        <translation>Кого показать</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Избранные</translation>
    </message>
</context>
<context>
    <name>GroupMenu</name>
    <message>
        <source>New group…</source>
        <translation>Новая группа…</translation>
    </message>
</context>
<context>
    <name>GroupName</name>
    <message>
        <source>Name of the group</source>
        <translation>Название группы</translation>
    </message>
    <message>
        <source>Use this name</source>
        <translation>Выбрать это название</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>GroupPicker</name>
    <message>
        <source>Groups</source>
        <translation>Группы</translation>
    </message>
    <message>
        <source>Find a group, or name a new one</source>
        <translation>Найдите группу или назовите новую</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Группа</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>New group “{name}”</source>
        <translation>Новая группа «{name}»</translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n контакт</numerusform>
            <numerusform>%n контакта</numerusform>
            <numerusform>%n контактов</numerusform>
        </translation>
    </message>
    <message>
        <source>In this group</source>
        <translation>В этой группе</translation>
    </message>
    <message>
        <source>Some of them</source>
        <translation>Некоторые</translation>
    </message>
</context>
<context>
    <name>GroupsField</name>
    <message>
        <source>Groups</source>
        <translation>Группы</translation>
    </message>
    <message>
        <source>New group…</source>
        <translation>Новая группа…</translation>
    </message>
    <message>
        <source>Another group…</source>
        <translation>Другая группа…</translation>
    </message>
</context>
<context>
    <name>GroupsPage</name>
    <message>
        <source>Groups</source>
        <translation>Группы</translation>
    </message>
    <message>
        <source>Show its people</source>
        <translation>Показать людей</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Переименовать…</translation>
    </message>
    <message>
        <source>Remove the group</source>
        <translation>Удалить группу</translation>
    </message>
    <message>
        <source>Groups could not be read ({reason}).</source>
        <translation>Группы прочитать не удалось ({reason}).</translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n контакт</numerusform>
            <numerusform>%n контакта</numerusform>
            <numerusform>%n контактов</numerusform>
        </translation>
    </message>
    <message>
        <source>A contact can be in several groups. Removing a group removes nobody.</source>
        <translation>Контакт может быть в нескольких группах. Удаление группы никого не удаляет.</translation>
    </message>
    <message>
        <source>No groups yet. Select contacts in the list (Ctrl or Shift with a click) and put them into one, or write a group on the form of a contact.</source>
        <translation>Групп пока нет. Выделите контакты в списке (щелчок с Ctrl или Shift) и добавьте их в группу или впишите её в карточке контакта.</translation>
    </message>
</context>
<context>
    <name>HandingOverForm</name>
    <message>
        <source>Call somebody else</source>
        <translation>Позвонить ещё кому-нибудь</translation>
    </message>
    <message>
        <source>Transfer {name} to</source>
        <translation>Куда перевести: {name}</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Позвонить</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Перевести</translation>
    </message>
    <message>
        <source>{name} waits on hold meanwhile. When they answer, you can merge both calls.</source>
        <translation>{name} пока ждёт на удержании. Когда вам ответят, оба звонка можно будет объединить.</translation>
    </message>
    <message>
        <source>Enter transfers at once. To talk with them first, press “Ask first”.</source>
        <translation>Enter переводит сразу. Чтобы сначала поговорить, нажмите «Сначала спросить».</translation>
    </message>
    <message>
        <source>Ask first</source>
        <translation>Сначала спросить</translation>
    </message>
    <message>
        <source>Call them while {name} waits on hold</source>
        <translation>Позвонить, пока {name} ждёт на удержании</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
</context>
<context>
    <name>HistoryFile</name>
    <message>
        <source>Table (*.csv)</source>
        <translation>Таблица (*.csv)</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>Строки JSON (*.jsonl)</translation>
    </message>
    <message>
        <source>Export the history</source>
        <translation>Сохранить историю в файл</translation>
    </message>
    <message>
        <source>Another file is still being written.</source>
        <translation>Ещё записывается другой файл.</translation>
    </message>
    <message numerus="yes">
        <source>Writing the history: %n line(s) so far.</source>
        <translation>
            <numerusform>Записываем историю: пока %n строка.</numerusform>
            <numerusform>Записываем историю: пока %n строки.</numerusform>
            <numerusform>Записываем историю: пока %n строк.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) of the history were written to {file}.</source>
        <translation>
            <numerusform>%n строка истории записана в {file}.</numerusform>
            <numerusform>%n строки истории записаны в {file}.</numerusform>
            <numerusform>%n строк истории записано в {file}.</numerusform>
        </translation>
    </message>
    <message>
        <source>The history was not written: you have stopped it. There is no new file.</source>
        <translation>История не записана: вы остановили запись. Нового файла нет.</translation>
    </message>
    <message>
        <source>The history could not be written to {file} ({reason}). There is no new file.</source>
        <translation>Записать историю в {file} не удалось ({reason}). Нового файла нет.</translation>
    </message>
</context>
<context>
    <name>HistoryFilter</name>
    <message>
        <source>Calls and messages</source>
        <translation>Звонки и сообщения</translation>
    </message>
    <message>
        <source>Missed calls</source>
        <translation>Пропущенные</translation>
    </message>
    <message>
        <source>Answered calls</source>
        <translation>Состоявшиеся</translation>
    </message>
    <message>
        <source>Incoming calls</source>
        <translation>Входящие</translation>
    </message>
    <message>
        <source>Outgoing calls</source>
        <translation>Исходящие</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Не дозвонились</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Сообщения</translation>
    </message>
    <message>
        <source>Redirected or not</source>
        <translation>С переадресацией и без</translation>
    </message>
    <message>
        <source>Redirected</source>
        <translation>С переадресацией</translation>
    </message>
    <message>
        <source>Moved (301)</source>
        <translation>Сменил адрес (301)</translation>
    </message>
    <message>
        <source>Elsewhere for now (302)</source>
        <translation>Временно по другому адресу (302)</translation>
    </message>
    <message>
        <source>Several places (300)</source>
        <translation>Несколько адресов (300)</translation>
    </message>
    <message>
        <source>Other ways (380)</source>
        <translation>Другие способы (380)</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>За всё время</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} – {last}</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>No calls yet. Every call leaves a line here, with each address on its way.</source>
        <translation>Звонков пока нет. Каждый оставит здесь строку со всеми адресами на своём пути.</translation>
    </message>
    <message>
        <source>Call someone</source>
        <translation>Позвонить</translation>
    </message>
    <message>
        <source>Remove every line?</source>
        <translation>Удалить все строки?</translation>
    </message>
    <message>
        <source>More for the history: export, how long it is kept, remove</source>
        <translation>Ещё об истории: сохранение, срок хранения, удаление</translation>
    </message>
    <message>
        <source>Export what is listed…</source>
        <translation>Сохранить показанное в файл…</translation>
    </message>
    <message>
        <source>How long it is kept…</source>
        <translation>Срок хранения…</translation>
    </message>
    <message>
        <source>Remove every line…</source>
        <translation>Удалить все строки…</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Удалить все</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Оставить</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n строка</numerusform>
            <numerusform>%n строки</numerusform>
            <numerusform>%n строк</numerusform>
        </translation>
    </message>
    <message>
        <source>more than {lines}</source>
        <translation>больше чем {lines}</translation>
    </message>
    <message>
        <source>Nothing in the history suits.</source>
        <translation>В истории ничего подходящего.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Показать все</translation>
    </message>
    <message>
        <source>The history could not be read ({reason}).</source>
        <translation>Историю прочитать не удалось ({reason}).</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Позвонить</translation>
    </message>
    <message>
        <source>All calls with {name}</source>
        <translation>Все звонки: {name}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>The history could not be cleared ({reason}).</source>
        <translation>Очистить историю не удалось ({reason}).</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>The way of this call</source>
        <translation>Путь этого звонка</translation>
    </message>
    <message>
        <source>This call</source>
        <translation>Этот звонок</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>Позвонить ещё раз</translation>
    </message>
    <message>
        <source>Call {name} again</source>
        <translation>Позвонить ещё раз: {name}</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Контакт</translation>
    </message>
    <message>
        <source>Add contact</source>
        <translation>В контакты</translation>
    </message>
    <message>
        <source>Add to a contact…</source>
        <translation>Добавить к контакту…</translation>
    </message>
    <message>
        <source>All calls</source>
        <translation>Все звонки</translation>
    </message>
    <message>
        <source>All calls with {name}</source>
        <translation>Все звонки: {name}</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Заблокировать</translation>
    </message>
    <message>
        <source>Block {name}</source>
        <translation>Заблокировать: {name}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>This phone answered by itself.</source>
        <translation>Этот телефон ответил сам.</translation>
    </message>
    <message>
        <source>Play the recording</source>
        <translation>Прослушать запись</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Показать в папке</translation>
    </message>
    <message>
        <source>The recording is not there any more: {file}</source>
        <translation>Записи больше нет на месте: {file}</translation>
    </message>
    <message>
        <source>{outcome}, through {proxy}</source>
        <translation>{outcome}, через {proxy}</translation>
    </message>
</context>
<context>
    <name>HistoryRows</name>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Вчера</translation>
    </message>
</context>
<context>
    <name>HistorySettings</name>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>Older lines go by themselves, a little after each start and once a day.</source>
        <translation>Старые строки удаляются сами: вскоре после запуска и раз в день.</translation>
    </message>
    <message>
        <source>Keep calls and messages</source>
        <translation>Хранить звонки и сообщения</translation>
    </message>
    <message>
        <source>Wipe the history</source>
        <translation>Стереть историю</translation>
    </message>
    <message>
        <source>What is wiped is overwritten in the data file, so that nobody can read it there any more. Backups and exported files that were made before still hold it; recordings stay where they are.</source>
        <translation>Стёртое перезаписывается в файле данных, чтобы его там больше никто не прочёл. В копиях и файлах, сделанных раньше, оно остаётся; записи разговоров не трогаются.</translation>
    </message>
    <message>
        <source>Every line</source>
        <translation>Все строки</translation>
    </message>
    <message>
        <source>Lines older than {span}</source>
        <translation>Строки старше: {span}</translation>
    </message>
    <message>
        <source>What to wipe</source>
        <translation>Что стереть</translation>
    </message>
    <message>
        <source>Wipe…</source>
        <translation>Стереть…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>For ever</source>
        <translation>Всегда</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 год</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n день</numerusform>
            <numerusform>%n дня</numerusform>
            <numerusform>%n дней</numerusform>
        </translation>
    </message>
    <message>
        <source>The history could not be read ({reason}).</source>
        <translation>Историю прочитать не удалось ({reason}).</translation>
    </message>
    <message numerus="yes">
        <source>There are %n line(s).</source>
        <translation>
            <numerusform>Всего %n строка.</numerusform>
            <numerusform>Всего %n строки.</numerusform>
            <numerusform>Всего %n строк.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing in it.</source>
        <translation>Пусто.</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are older than that and go now.</source>
        <translation>
            <numerusform>%n строка старше этого срока и удаляется сейчас.</numerusform>
            <numerusform>%n строки старше этого срока и удаляются сейчас.</numerusform>
            <numerusform>%n строк старше этого срока и удаляются сейчас.</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Wipe the whole history? There is no way back.</source>
        <translation>Стереть всю историю? Вернуть её будет нельзя.</translation>
    </message>
    <message>
        <source>Wipe what is older than {span}? There is no way back.</source>
        <translation>Стереть всё старше срока «{span}»? Вернуть это будет нельзя.</translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>Стереть</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Останавливаем…</translation>
    </message>
    <message>
        <source>The lines are wiped. The data file gets smaller; this can take a while…</source>
        <translation>Записи стёрты. Файл данных уменьшается, это может занять время…</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are wiped so far…</source>
        <translation>
            <numerusform>Пока стёрта %n строка…</numerusform>
            <numerusform>Пока стёрто %n строки…</numerusform>
            <numerusform>Пока стёрто %n строк…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) were wiped.</source>
        <translation>
            <numerusform>Стёрта %n строка.</numerusform>
            <numerusform>Стёрто %n строки.</numerusform>
            <numerusform>Стёрто %n строк.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not all of it could be wiped ({reason}). Try again when the disk has room.</source>
        <translation>Стереть удалось не всё ({reason}). Попробуйте снова, когда на диске будет место.</translation>
    </message>
</context>
<context>
    <name>HistoryText</name>
    <message>
        <source>did not ring: no codec or encryption in common</source>
        <translation>звонка не было: нет общего кодека или шифрования</translation>
    </message>
    <message>
        <source>message passed on: {text}</source>
        <translation>сообщение передано дальше: {text}</translation>
    </message>
    <message>
        <source>message not delivered: {text}</source>
        <translation>сообщение не доставлено: {text}</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>адрес сменился</translation>
    </message>
    <message>
        <source>temporarily elsewhere</source>
        <translation>временно в другом месте</translation>
    </message>
    <message>
        <source>through a proxy</source>
        <translation>через прокси</translation>
    </message>
    <message>
        <source>another way</source>
        <translation>другой способ</translation>
    </message>
    <message>
        <source>several places</source>
        <translation>несколько мест</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>не завершён</translation>
    </message>
    <message>
        <source>answered {duration}</source>
        <translation>разговор {duration}</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>пропущен</translation>
    </message>
    <message>
        <source>declined by you</source>
        <translation>вы отклонили</translation>
    </message>
    <message>
        <source>you hung up before an answer</source>
        <translation>вы положили трубку до ответа</translation>
    </message>
    <message>
        <source>not followed</source>
        <translation>без перехода</translation>
    </message>
    <message>
        <source>no call was placed</source>
        <translation>звонка не было</translation>
    </message>
    <message>
        <source>message delivered</source>
        <translation>сообщение доставлено</translation>
    </message>
    <message>
        <source>message received</source>
        <translation>получено сообщение</translation>
    </message>
    <message>
        <source>was offered a choice</source>
        <translation>предложен выбор адресов</translation>
    </message>
    <message>
        <source>was told of your new address</source>
        <translation>сообщён ваш новый адрес</translation>
    </message>
    <message>
        <source>was offered other ways</source>
        <translation>предложены другие способы связи</translation>
    </message>
    <message>
        <source>redirected by this phone</source>
        <translation>переадресован этим телефоном</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>прервался</translation>
    </message>
    <message>
        <source>connected with {name}</source>
        <translation>переведён: {name}</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>записан</translation>
    </message>
    <message>
        <source>did not ring: do not disturb</source>
        <translation>звонка не было: не беспокоить</translation>
    </message>
    <message>
        <source>did not ring: not in your contacts</source>
        <translation>звонка не было: нет в контактах</translation>
    </message>
    <message>
        <source>did not ring: blocked</source>
        <translation>звонка не было: заблокирован</translation>
    </message>
    <message>
        <source>did not ring: you were in a call</source>
        <translation>звонка не было: вы разговаривали</translation>
    </message>
    <message>
        <source>did not ring: too many calls here</source>
        <translation>звонка не было: слишком много звонков</translation>
    </message>
    <message>
        <source>did not ring: too many callers at once</source>
        <translation>звонка не было: слишком много звонящих сразу</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>занято</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>не найдено</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>нет ответа</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>адреса больше нет</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>недоступно</translation>
    </message>
    <message>
        <source>not allowed</source>
        <translation>не разрешено</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>отклонён</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>не удался</translation>
    </message>
    <message>
        <source>failed ({status})</source>
        <translation>не удался ({status})</translation>
    </message>
    <message>
        <source>Message to you</source>
        <translation>Сообщение вам</translation>
    </message>
    <message>
        <source>Message from you</source>
        <translation>Сообщение от вас</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Входящий звонок</translation>
    </message>
    <message>
        <source>Outgoing call</source>
        <translation>Исходящий звонок</translation>
    </message>
</context>
<context>
    <name>Hung</name>
    <message>
        <source>Redirect Softphone</source>
        <translation>Redirect Softphone</translation>
    </message>
    <message>
        <source>The phone is running but does not answer.</source>
        <translation>Телефон запущен, но не отвечает.</translation>
    </message>
    <message>
        <source>It may be busy for a moment. If it is ended, a call that goes on in it is lost; contacts and history are not.</source>
        <translation>Возможно, он занят на минуту. Если его завершить, идущий в нём звонок пропадёт; контакты и история — нет.</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Подождать</translation>
    </message>
    <message>
        <source>End it and start again</source>
        <translation>Завершить и запустить снова</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Import contacts</source>
        <translation>Загрузка контактов</translation>
    </message>
    <message>
        <source>Looking into the file…</source>
        <translation>Читаем файл…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>The import was cancelled. Nobody was taken over.</source>
        <translation>Загрузка отменена. Никто не добавлен.</translation>
    </message>
    <message>
        <source>The import was taken back.</source>
        <translation>Загрузка отменена, всё как было.</translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) were changed since, and stay.</source>
        <translation>
            <numerusform>%n контакт с тех пор изменён и остаётся.</numerusform>
            <numerusform>%n контакта с тех пор изменены и остаются.</numerusform>
            <numerusform>%n контактов с тех пор изменены и остаются.</numerusform>
        </translation>
    </message>
    <message>
        <source>The import could not be taken back ({reason}).</source>
        <translation>Вернуть всё как было не удалось ({reason}).</translation>
    </message>
    <message>
        <source>{file} could not be read: {reason}. Nothing was changed.</source>
        <translation>Файл {file} прочитать не удалось: {reason}. Ничего не изменено.</translation>
    </message>
</context>
<context>
    <name>IncomingCard</name>
    <message>
        <source>Incoming call</source>
        <translation>Входящий звонок</translation>
    </message>
    <message>
        <source>{address} is in your contacts.</source>
        <translation>{address} есть в ваших контактах.</translation>
    </message>
    <message>
        <source>{address} is not in your contacts; the name is what the caller&apos;s phone says.</source>
        <translation>{address} нет в ваших контактах; имя сообщил телефон звонящего.</translation>
    </message>
</context>
<context>
    <name>InfoRow</name>
    <message>
        <source>The server explains: {address}</source>
        <translation>Сервер поясняет: {address}</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Views of the SIP response</source>
        <translation>Виды ответа SIP</translation>
    </message>
    <message>
        <source>The SIP response</source>
        <translation>Ответ SIP</translation>
    </message>
    <message>
        <source>The SIP messages</source>
        <translation>Сообщения SIP</translation>
    </message>
    <message>
        <source>Close the response</source>
        <translation>Закрыть ответ</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Скопировать</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Сохранить…</translation>
    </message>
    <message>
        <source>Save the part that was not understood…</source>
        <translation>Сохранить непонятую часть…</translation>
    </message>
    <message>
        <source>Text of the SIP response</source>
        <translation>Текст ответа SIP</translation>
    </message>
    <message>
        <source>As it came</source>
        <translation>Как пришло</translation>
    </message>
    <message>
        <source>What was read</source>
        <translation>Что прочитано</translation>
    </message>
    <message>
        <source>As it was read</source>
        <translation>Как прочитано</translation>
    </message>
    <message>
        <source>Call flow</source>
        <translation>Ход звонка</translation>
    </message>
    <message>
        <source>you</source>
        <translation>вы</translation>
    </message>
    <message>
        <source>Save what is shown</source>
        <translation>Сохранить показанное</translation>
    </message>
    <message>
        <source>This could not be saved ({reason}). Choose another place.</source>
        <translation>Сохранить не удалось ({reason}). Выберите другое место.</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>Сохранено как {file}</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Ответ</translation>
    </message>
    <message>
        <source>Addresses in the order they are offered</source>
        <translation>Адреса в том порядке, в каком они предложены</translation>
    </message>
    <message>
        <source>Not offered, and why</source>
        <translation>Не предложено, и почему</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Удалено</translation>
    </message>
    <message>
        <source>Notable</source>
        <translation>На что обратить внимание</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Предупреждения</translation>
    </message>
    <message>
        <source>Hints</source>
        <translation>Подсказки</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>This could not be read as a SIP response.</source>
        <translation>Это не удалось прочесть как ответ SIP.</translation>
    </message>
    <message>
        <source>Dialled: {uri}</source>
        <translation>Набран: {uri}</translation>
    </message>
    <message>
        <source>The same address through the proxy that is named.</source>
        <translation>Тот же адрес через названный прокси.</translation>
    </message>
    <message>
        <source>something to choose</source>
        <translation>есть из чего выбрать</translation>
    </message>
    <message>
        <source>nothing to choose, but something to read</source>
        <translation>выбирать нечего, но есть что прочесть</translation>
    </message>
    <message>
        <source>nothing that can be used</source>
        <translation>ничего пригодного</translation>
    </message>
    <message>
        <source>must not be used</source>
        <translation>использовать нельзя</translation>
    </message>
    <message>
        <source>good for {delay}</source>
        <translation>действует {delay}</translation>
    </message>
    <message>
        <source>called as {uri}</source>
        <translation>вызывается как {uri}</translation>
    </message>
    <message>
        <source>carries along {headers}</source>
        <translation>передаёт с собой {headers}</translation>
    </message>
    <message>
        <source>was tried: {status}</source>
        <translation>уже испробован: {status}</translation>
    </message>
    <message>
        <source>a part of type {type}, which is not understood here</source>
        <translation>часть типа {type}, непонятная этому телефону</translation>
    </message>
    <message>
        <source>Try again in {delay}</source>
        <translation>Повторить через {delay}</translation>
    </message>
    <message>
        <source>More about it: {link}</source>
        <translation>Подробнее: {link}</translation>
    </message>
</context>
<context>
    <name>Interrupted</name>
    <message>
        <source>What you were writing is kept.</source>
        <translation>То, что вы писали, не пропало.</translation>
    </message>
    <message>
        <source>Back to it</source>
        <translation>Вернуться</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n контакт</numerusform>
            <numerusform>%n контакта</numerusform>
            <numerusform>%n контактов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) of history</source>
        <translation>
            <numerusform>%n строка истории</numerusform>
            <numerusform>%n строки истории</numerusform>
            <numerusform>%n строк истории</numerusform>
        </translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>Прочитать её нельзя.</translation>
    </message>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n учётная запись</numerusform>
            <numerusform>%n учётные записи</numerusform>
            <numerusform>%n учётных записей</numerusform>
        </translation>
    </message>
    <message>
        <source>Written on {when}: {contents}, {accounts}.</source>
        <translation>Записано {when}: {contents}, {accounts}.</translation>
    </message>
    <message>
        <source>Settings that cannot be taken: {keys}.</source>
        <translation>Настройки, которые взять нельзя: {keys}.</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>на диске нет места</translation>
    </message>
    <message>
        <source>the file is damaged</source>
        <translation>файл повреждён</translation>
    </message>
    <message>
        <source>this is no file of an export</source>
        <translation>это не сохранённый файл телефона</translation>
    </message>
    <message>
        <source>this is no file of an export, or it is damaged</source>
        <translation>это не сохранённый файл телефона, или он повреждён</translation>
    </message>
    <message>
        <source>it is from a newer program, or from another one</source>
        <translation>он от более новой или от другой программы</translation>
    </message>
    <message>
        <source>its tables are not those of this program</source>
        <translation>его таблицы не от этой программы</translation>
    </message>
    <message>
        <source>it is larger than such a file can be</source>
        <translation>такой файл не может быть таким большим</translation>
    </message>
</context>
<context>
    <name>KeepingPage</name>
    <message>
        <source>Backups</source>
        <translation>Копии</translation>
    </message>
    <message>
        <source>Once a day your contacts, history and rules are copied. A copy that you bring back takes the place of what is here now, which becomes a copy itself.</source>
        <translation>Раз в день контакты, история и правила копируются. Возвращённая копия встаёт на место того, что есть сейчас, а оно само становится копией.</translation>
    </message>
    <message>
        <source>There is no copy yet.</source>
        <translation>Копий пока нет.</translation>
    </message>
    <message>
        <source>Bring back…</source>
        <translation>Вернуть…</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Скопировать сейчас</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Удалить…</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n день</numerusform>
            <numerusform>%n дня</numerusform>
            <numerusform>%n дней</numerusform>
        </translation>
    </message>
    <message>
        <source>Older copies go. When copies are very large, fewer are kept.</source>
        <translation>Более старые удаляются. Очень больших копий хранится меньше.</translation>
    </message>
    <message>
        <source>Keep the copies of</source>
        <translation>Хранить копии за</translation>
    </message>
    <message>
        <source>To another computer</source>
        <translation>На другой компьютер</translation>
    </message>
    <message>
        <source>One file takes contacts, history, rules, accounts and settings along. Passwords and recordings are not in it: the other phone asks for each password once.</source>
        <translation>Один файл заберёт контакты, историю, правила, учётные записи и настройки. Паролей и записей разговоров в нём нет: каждый пароль другой телефон спросит один раз.</translation>
    </message>
    <message>
        <source>Export everything…</source>
        <translation>Сохранить всё в файл…</translation>
    </message>
    <message>
        <source>Import everything…</source>
        <translation>Загрузить всё из файла…</translation>
    </message>
    <message>
        <source>before a change</source>
        <translation>перед заменой</translation>
    </message>
    <message>
        <source>Put the copy of {when} in the place of your contacts, history and rules? Settings stay as they are.</source>
        <translation>Вернуть копию от {when} вместо нынешних контактов, истории и правил? Настройки останутся как есть.</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>The copy of {when} is here again.</source>
        <translation>Копия от {when} возвращена.</translation>
    </message>
    <message>
        <source>Remove the copy of {when} for good?</source>
        <translation>Удалить копию от {when} насовсем?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Everything is copied.</source>
        <translation>Всё скопировано.</translation>
    </message>
    <message>
        <source>Export everything</source>
        <translation>Сохранить всё в файл</translation>
    </message>
    <message>
        <source>Import everything</source>
        <translation>Загрузить всё из файла</translation>
    </message>
    <message>
        <source>Everything of a phone (*.softphone)</source>
        <translation>Всё из телефона (*.softphone)</translation>
    </message>
    <message>
        <source>Everything but passwords and recordings is in {file}.</source>
        <translation>Всё, кроме паролей и записей разговоров, сохранено в {file}.</translation>
    </message>
    <message>
        <source>It takes the place of everything here, which becomes a copy in the list above.</source>
        <translation>Это встанет на место всего, что есть здесь, а оно станет копией в списке выше.</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>Загрузить</translation>
    </message>
    <message>
        <source>It is all here now. Accounts ask for their passwords once.</source>
        <translation>Всё загружено. Пароли учётных записей будут спрошены один раз.</translation>
    </message>
    <message>
        <source>A call is on. End it first: its line would be lost.</source>
        <translation>Идёт звонок. Сначала завершите его: его строка пропала бы.</translation>
    </message>
    <message>
        <source>That did not work ({reason}). Nothing was changed.</source>
        <translation>Не получилось ({reason}). Ничего не изменено.</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Digits sent</source>
        <translation>Отправленные цифры</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Звёздочка</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>Решётка</translation>
    </message>
</context>
<context>
    <name>KindWording</name>
    <message>
        <source>different domain than before</source>
        <translation>другой домен, чем раньше</translation>
    </message>
    <message>
        <source>not encrypted any more</source>
        <translation>больше не шифруется</translation>
    </message>
    <message>
        <source>looks almost like the old name, but is another</source>
        <translation>выглядит почти как прежнее имя, но это другое</translation>
    </message>
    <message>
        <source>its name is an address at another place</source>
        <translation>вместо имени — адрес в другом месте</translation>
    </message>
    <message>
        <source>tried to set parts of your call; they were removed</source>
        <translation>ответ пытался изменить ваш звонок; лишнее удалено</translation>
    </message>
    <message>
        <source>the sender of this answer is not verified</source>
        <translation>отправитель этого ответа не проверен</translation>
    </message>
    <message>
        <source>meant as a last resort</source>
        <translation>на крайний случай</translation>
    </message>
    <message>
        <source>emergency service</source>
        <translation>экстренная служба</translation>
    </message>
    <message>
        <source>a bare IP address instead of a name</source>
        <translation>IP-адрес вместо имени</translation>
    </message>
    <message>
        <source>hidden characters were removed</source>
        <translation>скрытые знаки удалены</translation>
    </message>
    <message>
        <source>internet call</source>
        <translation>звонок через интернет</translation>
    </message>
    <message>
        <source>telephone number</source>
        <translation>телефонный номер</translation>
    </message>
    <message>
        <source>voicemail</source>
        <translation>голосовая почта</translation>
    </message>
    <message>
        <source>text message</source>
        <translation>текстовое сообщение</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>электронная почта</translation>
    </message>
    <message>
        <source>web page</source>
        <translation>веб-страница</translation>
    </message>
    <message>
        <source>chat</source>
        <translation>чат</translation>
    </message>
    <message>
        <source>call back later</source>
        <translation>перезвонить позже</translation>
    </message>
    <message>
        <source>other service</source>
        <translation>другая служба</translation>
    </message>
    <message>
        <source>voicemail: unknown here</source>
        <translation>голосовая почта: здесь такого нет</translation>
    </message>
    <message>
        <source>voicemail: when busy</source>
        <translation>голосовая почта: когда занято</translation>
    </message>
    <message>
        <source>voicemail: when nobody answers</source>
        <translation>голосовая почта: когда не отвечают</translation>
    </message>
    <message>
        <source>voicemail: for every call</source>
        <translation>голосовая почта: для всех звонков</translation>
    </message>
    <message>
        <source>voicemail: sent there while ringing</source>
        <translation>голосовая почта: звонок направлен туда</translation>
    </message>
    <message>
        <source>voicemail: when not reachable</source>
        <translation>голосовая почта: когда недоступны</translation>
    </message>
    <message>
        <source>voicemail: when the service is down</source>
        <translation>голосовая почта: когда служба не работает</translation>
    </message>
    <message>
        <source>Send there</source>
        <translation>Отправить туда</translation>
    </message>
    <message>
        <source>Leave message</source>
        <translation>Оставить сообщение</translation>
    </message>
    <message>
        <source>Send message</source>
        <translation>Отправить сообщение</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Написать</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Remind me</source>
        <translation>Напомнить</translation>
    </message>
    <message>
        <source>Call emergency</source>
        <translation>Экстренный вызов</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Позвонить</translation>
    </message>
</context>
<context>
    <name>LanguagePage</name>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>Язык окна</translation>
    </message>
</context>
<context>
    <name>LetterIndex</name>
    <message>
        <source>Letters of the names</source>
        <translation>Буквы имён</translation>
    </message>
</context>
<context>
    <name>Levels</name>
    <message>
        <source>You</source>
        <translation>Вы</translation>
    </message>
    <message>
        <source>Loudness of your microphone</source>
        <translation>Громкость вашего микрофона</translation>
    </message>
    <message>
        <source>They</source>
        <translation>Собеседник</translation>
    </message>
    <message>
        <source>Loudness of the other side</source>
        <translation>Громкость собеседника</translation>
    </message>
</context>
<context>
    <name>LinePart</name>
    <message>
        <source>Looks at the network, signs in once more, and lets you hear yourself. Half a minute.</source>
        <translation>Проверяет сеть, входит на сервер ещё раз и даёт вам услышать себя. Полминуты.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Учётная запись</translation>
    </message>
    <message>
        <source>Test my line</source>
        <translation>Проверить линию</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Скопировать</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Скопировать отчёт</translation>
    </message>
    <message>
        <source>Settings of the account</source>
        <translation>Настройки учётной записи</translation>
    </message>
    <message>
        <source>There is no account to test. Add one under Accounts.</source>
        <translation>Нет учётной записи для проверки. Добавьте её в разделе «Учётные записи».</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
</context>
<context>
    <name>LineTest</name>
    <message>
        <source>Looking at the network…</source>
        <translation>Проверка сети…</translation>
    </message>
    <message>
        <source>The account is switched off.</source>
        <translation>Учётная запись выключена.</translation>
    </message>
    <message>
        <source>Switch it on in the list of accounts.</source>
        <translation>Включите её в списке учётных записей.</translation>
    </message>
    <message>
        <source>The account is not registered anywhere; others cannot call it.</source>
        <translation>Учётная запись нигде не регистрируется; позвонить на неё нельзя.</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Вход…</translation>
    </message>
    <message>
        <source>The sound was not tried, because a call is on.</source>
        <translation>Звук не проверен: идёт звонок.</translation>
    </message>
    <message>
        <source>Say something now; three seconds are recorded and played to you.</source>
        <translation>Скажите что-нибудь: три секунды запишутся и будут воспроизведены.</translation>
    </message>
    <message>
        <source>The sound does not work: {problem}</source>
        <translation>Звук не работает: {problem}</translation>
    </message>
    <message>
        <source>Choose other devices under Sound.</source>
        <translation>Выберите другие устройства в разделе «Звук».</translation>
    </message>
    <message>
        <source>The microphone hears nothing.</source>
        <translation>Микрофон ничего не слышит.</translation>
    </message>
    <message>
        <source>Is it switched off, or is it another one? Choose it under Sound.</source>
        <translation>Может быть, он выключен или нужен другой? Выберите его в разделе «Звук».</translation>
    </message>
    <message>
        <source>The microphone hears you (at most {percent} %). Did you hear yourself?</source>
        <translation>Микрофон вас слышит (наибольшая громкость {percent} %). Вы себя услышали?</translation>
    </message>
    <message>
        <source>If not, choose another loudspeaker under Sound.</source>
        <translation>Если нет, выберите другой динамик в разделе «Звук».</translation>
    </message>
    <message>
        <source>Nothing was found out about the network.</source>
        <translation>О сети ничего узнать не удалось.</translation>
    </message>
    <message>
        <source>A firewall may block it; another transport may get through.</source>
        <translation>Возможно, мешает брандмауэр; другой транспорт может пройти.</translation>
    </message>
    <message>
        <source>The server did not answer.</source>
        <translation>Сервер не ответил.</translation>
    </message>
    <message>
        <source>The sound devices do not answer.</source>
        <translation>Звуковые устройства не отвечают.</translation>
    </message>
</context>
<context>
    <name>Link</name>
    <message>
        <source>There is nothing in it.</source>
        <translation>Пусто.</translation>
    </message>
    <message>
        <source>It is longer than any address is.</source>
        <translation>Длиннее любого адреса.</translation>
    </message>
    <message>
        <source>It holds characters that cannot be seen, so what it would call is not what you read.</source>
        <translation>В ней есть невидимые знаки: позвонили бы не туда, что вы читаете.</translation>
    </message>
    <message>
        <source>Only sip:, sips:, tel: and callto: links can be called.</source>
        <translation>Позвонить можно только по ссылкам sip:, sips:, tel: и callto:.</translation>
    </message>
    <message>
        <source>There is no address in it that can be called.</source>
        <translation>В ней нет адреса, по которому можно позвонить.</translation>
    </message>
    <message>
        <source>A link asks to call {name}. Nobody is called until you say so.</source>
        <translation>Ссылка просит позвонить: {name}. Без вашего согласия звонка не будет.</translation>
    </message>
    <message>
        <source>A link was opened that cannot be called. Nothing was done.</source>
        <translation>Открыта ссылка, по которой позвонить нельзя. Ничего не сделано.</translation>
    </message>
    <message>
        <source>This may be an emergency number: call it only if you need help.</source>
        <translation>Возможно, это номер экстренной службы: звоните, только если нужна помощь.</translation>
    </message>
    <message>
        <source>Letters in it are not the ones they look like: {letters}.</source>
        <translation>Буквы в ней не те, на которые похожи: {letters}.</translation>
    </message>
    <message>
        <source>The link also wanted to set: {names}. That was left out.</source>
        <translation>Ссылка хотела задать ещё: {names}. Это отброшено.</translation>
    </message>
    <message>
        <source>A password in it was left out.</source>
        <translation>Пароль в ней отброшен.</translation>
    </message>
    <message numerus="yes">
        <source>%n other link(s) came before it.</source>
        <translation>
            <numerusform>До неё была ещё %n ссылка.</numerusform>
            <numerusform>До неё были ещё %n ссылки.</numerusform>
            <numerusform>До неё было ещё %n ссылок.</numerusform>
        </translation>
    </message>
    <message>
        <source>Calling puts {name} on hold.</source>
        <translation>Звонок поставит на удержание: {name}.</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Позвонить</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Сообщение</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Не сейчас</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>ListColumn</name>
    <message>
        <source>No account: SIP addresses can be called</source>
        <translation>Без учётной записи: звонки на адреса SIP</translation>
    </message>
</context>
<context>
    <name>ListDesk</name>
    <message>
        <source>This list could not be read ({reason}). Calls can be made all the same.</source>
        <translation>Этот список прочитать не удалось ({reason}). Звонить всё равно можно.</translation>
    </message>
    <message>
        <source>It is time to call {name} back.</source>
        <translation>Пора перезвонить: {name}.</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Позвонить</translation>
    </message>
</context>
<context>
    <name>LogPart</name>
    <message>
        <source>Window and calls</source>
        <translation>Окно и звонки</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Связь и звук</translation>
    </message>
    <message>
        <source>Log of</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Всё</translation>
    </message>
    <message>
        <source>News</source>
        <translation>События</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Предупреждения</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Только ошибки</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>Подробность</translation>
    </message>
    <message>
        <source>any words</source>
        <translation>любые слова</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Скопировать</translation>
    </message>
    <message>
        <source>Nothing in the log matches.</source>
        <translation>Подходящих записей в журнале нет.</translation>
    </message>
    <message>
        <source>Nothing was logged yet.</source>
        <translation>Журнал пока пуст.</translation>
    </message>
</context>
<context>
    <name>MailboxGroup</name>
    <message>
        <source>Voicemail and presence</source>
        <translation>Голосовая почта и присутствие</translation>
    </message>
    <message>
        <source>Ask the server for waiting voicemail</source>
        <translation>Узнавать у сервера о голосовых сообщениях</translation>
    </message>
    <message>
        <source>what the server says</source>
        <translation>как сообщит сервер</translation>
    </message>
    <message>
        <source>Number of the voicemail</source>
        <translation>Номер голосовой почты</translation>
    </message>
    <message>
        <source>Tell my contacts whether I am available</source>
        <translation>Сообщать контактам, на связи ли я</translation>
    </message>
    <message>
        <source>This is neither a number nor an address.</source>
        <translation>Это не номер и не адрес.</translation>
    </message>
    <message>
        <source>presence is shown</source>
        <translation>присутствие видно</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Redirect Softphone</source>
        <translation>Redirect Softphone</translation>
    </message>
    <message>
        <source>Choose somebody, or add a contact with Ctrl+N.</source>
        <translation>Выберите кого-нибудь или добавьте контакт: Ctrl+N.</translation>
    </message>
    <message>
        <source>Choose a call to see where it went.</source>
        <translation>Выберите звонок, чтобы увидеть его путь.</translation>
    </message>
    <message>
        <source>Choose a conversation, or begin a new one.</source>
        <translation>Выберите переписку или начните новую.</translation>
    </message>
    <message>
        <source>Type a name, a number or an address to call.</source>
        <translation>Введите имя, номер или адрес, чтобы позвонить.</translation>
    </message>
    <message>
        <source>Nothing was sent: the address cannot be used for messages here.</source>
        <translation>Ничего не отправлено: на этот адрес сообщение отсюда не послать.</translation>
    </message>
    <message>
        <source>The settings could not be written ({reason}). They count until the phone is closed.</source>
        <translation>Настройки записать не удалось ({reason}). Они действуют до закрытия телефона.</translation>
    </message>
</context>
<context>
    <name>MergePage</name>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message numerus="yes">
        <source>Merge %n contact(s) into one</source>
        <translation>
            <numerusform>Объединить %n контакт в один</numerusform>
            <numerusform>Объединить %n контакта в один</numerusform>
            <numerusform>Объединить %n контактов в один</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MergeView</name>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Организация</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Заметки</translation>
    </message>
    <message>
        <source>All of them, one below the other</source>
        <translation>Все, одна под другой</translation>
    </message>
    <message>
        <source>Groups, former addresses, rules and calls of all of them come together.</source>
        <translation>Группы, прежние адреса, правила и звонки всех соединятся.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n address(es)</source>
        <translation>
            <numerusform>%n адрес</numerusform>
            <numerusform>%n адреса</numerusform>
            <numerusform>%n адресов</numerusform>
        </translation>
    </message>
    <message>
        <source>Addresses that are kept</source>
        <translation>Какие адреса оставить</translation>
    </message>
    <message>
        <source>{address} · in all of them</source>
        <translation>{address} · у всех</translation>
    </message>
    <message>
        <source>{address} · of {name}</source>
        <translation>{address} · у кого: {name}</translation>
    </message>
    <message>
        <source>Merge into one</source>
        <translation>Объединить в один</translation>
    </message>
</context>
<context>
    <name>MergingPages</name>
    <message>
        <source>Merge {name} with…</source>
        <translation>Объединить «{name}» с…</translation>
    </message>
    <message>
        <source>The contact could not be read ({reason}).</source>
        <translation>Контакт прочитать не удалось ({reason}).</translation>
    </message>
</context>
<context>
    <name>MessageComposer</name>
    <message>
        <source>Message to {whom}</source>
        <translation>Сообщение: {whom}</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>Напишите сообщение</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Отправить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Room for {left} more · Enter sends, Shift+Enter begins a line</source>
        <translation>Осталось места: {left} · Enter — отправить, Shift+Enter — новая строка</translation>
    </message>
    <message>
        <source>Too long by {over}: shorten it, or write an e-mail.</source>
        <translation>Слишком длинно, лишнего: {over}. Сократите или напишите письмо.</translation>
    </message>
</context>
<context>
    <name>MessageQuote</name>
    <message>
        <source>Their message</source>
        <translation>Сообщение от собеседника</translation>
    </message>
    <message>
        <source>Your message</source>
        <translation>Ваше сообщение</translation>
    </message>
</context>
<context>
    <name>MessageStates</name>
    <message>
        <source>redirected, waits for your choice</source>
        <translation>переадресовано, ждёт вашего выбора</translation>
    </message>
    <message>
        <source>sending…</source>
        <translation>отправляется…</translation>
    </message>
    <message>
        <source>perhaps not delivered</source>
        <translation>возможно, не доставлено</translation>
    </message>
    <message>
        <source>not delivered: {why}</source>
        <translation>не доставлено: {why}</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>не отправлено</translation>
    </message>
    <message>
        <source>delivered at {address}</source>
        <translation>доставлено: {address}</translation>
    </message>
    <message>
        <source>taken by a server</source>
        <translation>принято сервером</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>доставлено</translation>
    </message>
</context>
<context>
    <name>MessagesList</name>
    <message>
        <source>Messages</source>
        <translation>Сообщения</translation>
    </message>
    <message>
        <source>New message</source>
        <translation>Новое сообщение</translation>
    </message>
    <message>
        <source>Search messages</source>
        <translation>Поиск сообщений</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>No message has “{text}” in it.</source>
        <translation>Сообщений с текстом «{text}» нет.</translation>
    </message>
    <message>
        <source>No messages yet. What you write to people, and they to you, is kept here.</source>
        <translation>Сообщений пока нет. Здесь хранится то, что пишете вы и что пишут вам.</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>Написать сообщение</translation>
    </message>
    <message>
        <source>You: {text}</source>
        <translation>Вы: {text}</translation>
    </message>
    <message>
        <source>Messages could not be searched ({reason}).</source>
        <translation>Поиск по сообщениям не удался ({reason}).</translation>
    </message>
</context>
<context>
    <name>MoveRows</name>
    <message>
        <source>{name}, since {date} ({status})</source>
        <translation>{name}, с {date} ({status})</translation>
    </message>
    <message>
        <source>for good, since {date} ({status})</source>
        <translation>навсегда, с {date} ({status})</translation>
    </message>
    <message>
        <source>until {time} ({status})</source>
        <translation>до {time} ({status})</translation>
    </message>
</context>
<context>
    <name>MovesPart</name>
    <message>
        <source>Search moves</source>
        <translation>Поиск переездов</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>Who has moved</source>
        <translation>Кто переехал</translation>
    </message>
    <message>
        <source>Forget all…</source>
        <translation>Забыть все…</translation>
    </message>
    <message>
        <source>Forget all</source>
        <translation>Забыть все</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Оставить</translation>
    </message>
    <message>
        <source>Remembered moves could not be read ({reason}).</source>
        <translation>Запомненные переезды прочитать не удалось ({reason}).</translation>
    </message>
    <message>
        <source>Nobody is found for “{text}”.</source>
        <translation>По запросу «{text}» никого нет.</translation>
    </message>
    <message>
        <source>Nobody has moved yet. Who moves while you call them is listed here, with a way back.</source>
        <translation>Пока никто не переезжал. Кто переедет, окажется в этом списке, и переезд можно будет отменить.</translation>
    </message>
    <message>
        <source>Undo the move</source>
        <translation>Отменить переезд</translation>
    </message>
    <message>
        <source>Forget the move</source>
        <translation>Забыть переезд</translation>
    </message>
    <message>
        <source>Forget every remembered move ({number})? People in your contacts keep theirs.</source>
        <translation>Забыть все запомненные переезды ({number})? У людей из контактов они останутся.</translation>
    </message>
    <message>
        <source>So many cannot be brought back.</source>
        <translation>Столько вернуть назад не получится.</translation>
    </message>
</context>
<context>
    <name>NameForm</name>
    <message>
        <source>Save as</source>
        <translation>Сохранить как</translation>
    </message>
    <message>
        <source>Name of the new contact</source>
        <translation>Имя нового контакта</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>A contact needs a name; nothing was saved yet.</source>
        <translation>Контакту нужно имя; пока ничего не сохранено.</translation>
    </message>
    <message>
        <source>Only remember the new address, make no contact</source>
        <translation>Только запомнить новый адрес, без контакта</translation>
    </message>
</context>
<context>
    <name>NetworkText</name>
    <message>
        <source>This computer has the address {address}.</source>
        <translation>Адрес этого компьютера: {address}.</translation>
    </message>
    <message>
        <source>This computer has no network.</source>
        <translation>У этого компьютера нет сети.</translation>
    </message>
    <message>
        <source>Look at the cable or the wireless network.</source>
        <translation>Проверьте кабель или беспроводную сеть.</translation>
    </message>
    <message>
        <source>No STUN or TURN server is set, so none was asked.</source>
        <translation>Сервер STUN или TURN не указан, поэтому проверки с ним не было.</translation>
    </message>
    <message>
        <source>Check the name of the STUN server, and whether a firewall blocks UDP.</source>
        <translation>Проверьте имя сервера STUN и не закрывает ли брандмауэр UDP.</translation>
    </message>
    <message>
        <source>The STUN server did not help. {problem}</source>
        <translation>Сервер STUN не помог. {problem}</translation>
    </message>
    <message>
        <source>From outside it is seen as {address} ({time} ms).</source>
        <translation>Снаружи он виден как {address} ({time} мс).</translation>
    </message>
    <message>
        <source>Nothing translates addresses on the way.</source>
        <translation>Адреса по пути никто не подменяет.</translation>
    </message>
    <message>
        <source>The router gives every server another port (symmetric NAT).</source>
        <translation>Маршрутизатор даёт каждому серверу другой порт (симметричный NAT).</translation>
    </message>
    <message>
        <source>STUN alone will not do for sound between two such networks; set a TURN server.</source>
        <translation>Для звука между двумя такими сетями одного STUN мало; укажите сервер TURN.</translation>
    </message>
    <message>
        <source>A firewall blocks UDP.</source>
        <translation>Брандмауэр закрывает UDP.</translation>
    </message>
    <message>
        <source>Set a TURN server that is reached by TCP or TLS.</source>
        <translation>Укажите сервер TURN, доступный по TCP или TLS.</translation>
    </message>
    <message>
        <source>The router translates addresses; STUN can cope with it ({kind}).</source>
        <translation>Маршрутизатор подменяет адреса; STUN с этим справляется ({kind}).</translation>
    </message>
    <message>
        <source>Check the TURN server&apos;s name, its transport, the user name and the password.</source>
        <translation>Проверьте имя сервера TURN, транспорт, имя пользователя и пароль.</translation>
    </message>
    <message>
        <source>The TURN server relays nothing. {problem}</source>
        <translation>Сервер TURN ничего не пересылает. {problem}</translation>
    </message>
    <message>
        <source>The TURN server relays at {address} ({time} ms).</source>
        <translation>Сервер TURN пересылает через {address} ({time} мс).</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>The call to {name} was redirected. It waits for your choice.</source>
        <translation>Звонок ({name}) переадресован и ждёт вашего выбора.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>Message from {name}: {text}</source>
        <translation>{name} пишет: {text}</translation>
    </message>
    <message>
        <source>Messages have come: {number}</source>
        <translation>Пришли сообщения: {number}</translation>
    </message>
    <message>
        <source>{name} wants to transfer you to {to}.</source>
        <translation>{name} хочет соединить вас с {to}.</translation>
    </message>
    <message>
        <source>You are to be transferred to {to}.</source>
        <translation>Вас хотят соединить с {to}.</translation>
    </message>
    <message>
        <source>Call {to}</source>
        <translation>Позвонить {to}</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>The call engine stopped and is being started again.</source>
        <translation>Служба звонков остановилась и запускается снова.</translation>
    </message>
    <message>
        <source>The call engine works again. Calls can be made.</source>
        <translation>Служба звонков снова работает. Можно звонить.</translation>
    </message>
    <message>
        <source>Not everything works: {problems}</source>
        <translation>Работает не всё: {problems}</translation>
    </message>
    <message>
        <source>The call with {name} was lost; it can be called again.</source>
        <translation>Разговор ({name}) прервался; можно позвонить ещё раз.</translation>
    </message>
    <message>
        <source>These calls were lost: {names}.</source>
        <translation>Прервались разговоры: {names}.</translation>
    </message>
</context>
<context>
    <name>NewsBar</name>
    <message>
        <source>Change</source>
        <translation>Изменить</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>From now on nothing is followed for {whom}</source>
        <translation>Впредь не переходить: {whom}</translation>
    </message>
    <message>
        <source>From now on this is followed for {whom}</source>
        <translation>Впредь переходить без вопроса: {whom}</translation>
    </message>
    <message>
        <source>{name} was added to your contacts</source>
        <translation>Контакт добавлен: {name}</translation>
    </message>
    <message>
        <source>The address of {name} was updated</source>
        <translation>Адрес обновлён: {name}</translation>
    </message>
    <message>
        <source>{name} is kept with the address that answered</source>
        <translation>Сохранён ответивший адрес: {name}</translation>
    </message>
    <message>
        <source>{name} has further addresses now</source>
        <translation>Добавлены адреса: {name}</translation>
    </message>
</context>
<context>
    <name>NotableLines</name>
    <message>
        <source>the answer came encrypted from a verified server</source>
        <translation>ответ пришёл зашифрованным от проверенного сервера</translation>
    </message>
    <message>
        <source>the call would carry along {headers}</source>
        <translation>со звонком будет передано: {headers}</translation>
    </message>
    <message>
        <source>tried to set {headers} of your call; removed</source>
        <translation>ответ пытался подставить {headers} в ваш звонок; удалено</translation>
    </message>
    <message>
        <source>The server wrote</source>
        <translation>Сервер написал</translation>
    </message>
    <message>
        <source>The server warns</source>
        <translation>Сервер предупреждает</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) not offered: {named}</source>
        <translation>
            <numerusform>%n запись не предложена: {named}</numerusform>
            <numerusform>%n записи не предложены: {named}</numerusform>
            <numerusform>%n записей не предложено: {named}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>{name} is calling</source>
        <translation>Звонит {name}</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Ответить</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Отклонить</translation>
    </message>
    <message>
        <source>Missed call from {name}</source>
        <translation>Пропущенный звонок: {name}</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>Перезвонить</translation>
    </message>
    <message numerus="yes">
        <source>%n missed call(s)</source>
        <translation>
            <numerusform>%n пропущенный звонок</numerusform>
            <numerusform>%n пропущенных звонка</numerusform>
            <numerusform>%n пропущенных звонков</numerusform>
        </translation>
    </message>
    <message>
        <source>The last was {name}.</source>
        <translation>Последний: {name}.</translation>
    </message>
    <message>
        <source>The call to {name} was redirected</source>
        <translation>Звонок переадресован: {name}</translation>
    </message>
    <message>
        <source>It waits for your choice.</source>
        <translation>Ждёт вашего решения.</translation>
    </message>
    <message>
        <source>Message from {name}</source>
        <translation>Сообщение: {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n новое сообщение</numerusform>
            <numerusform>%n новых сообщения</numerusform>
            <numerusform>%n новых сообщений</numerusform>
        </translation>
    </message>
    <message>
        <source>The last is from {name}.</source>
        <translation>Последнее: {name}.</translation>
    </message>
    <message numerus="yes">
        <source>%n new voice message(s)</source>
        <translation>
            <numerusform>%n новое голосовое сообщение</numerusform>
            <numerusform>%n новых голосовых сообщения</numerusform>
            <numerusform>%n новых голосовых сообщений</numerusform>
        </translation>
    </message>
    <message>
        <source>Voice messages wait for you</source>
        <translation>Есть голосовая почта</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
</context>
<context>
    <name>OnboardingPage</name>
    <message>
        <source>Welcome</source>
        <translation>Добро пожаловать</translation>
    </message>
    <message>
        <source>This phone tells you when somebody has moved or can be reached in another way, and lets you decide. Begin in one of these ways:</source>
        <translation>Этот телефон сообщает, когда у человека сменился адрес или с ним можно связаться иначе, и даёт решить вам. Начните одним из способов:</translation>
    </message>
    <message>
        <source>Call a SIP address</source>
        <translation>Позвонить на адрес SIP</translation>
    </message>
    <message>
        <source>No account is needed to call an address such as anna@office.example.</source>
        <translation>Чтобы позвонить на адрес вроде anna@office.example, учётная запись не нужна.</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Добавить учётную запись</translation>
    </message>
    <message>
        <source>With an account from a provider or your office you can be called, and dial numbers.</source>
        <translation>С учётной записью от оператора или с работы вам могут звонить, и можно набирать номера.</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Попробовать демонстрацию</translation>
    </message>
    <message>
        <source>A small telephone exchange inside this computer: hear yourself, call someone who has moved, meet every kind of answer. Nothing leaves the computer.</source>
        <translation>Небольшая телефонная станция внутри этого компьютера: услышьте себя, позвоните по сменившемуся адресу, увидьте все виды ответов. Ничто не покидает компьютер.</translation>
    </message>
</context>
<context>
    <name>OptionRow</name>
    <message>
        <source>Choose</source>
        <translation>Выбрать</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Выбрано</translation>
    </message>
    <message>
        <source>A click, or the space bar</source>
        <translation>Щелчок или пробел</translation>
    </message>
    <message>
        <source>Emergency service</source>
        <translation>Экстренная служба</translation>
    </message>
    <message>
        <source>failed: {status}</source>
        <translation>не удалось: {status}</translation>
    </message>
    <message>
        <source>this phone cannot place it; use a telephone</source>
        <translation>этот телефон так позвонить не может; возьмите обычный</translation>
    </message>
    <message>
        <source>cannot be called without an account</source>
        <translation>без учётной записи не позвонить</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>«{text}»</translation>
    </message>
</context>
<context>
    <name>OrderText</name>
    <message>
        <source>the only one</source>
        <translation>единственный</translation>
    </message>
    <message>
        <source>emergency first</source>
        <translation>экстренные службы первыми</translation>
    </message>
    <message>
        <source>q {q} before q {other}</source>
        <translation>q {q} перед q {other}</translation>
    </message>
    <message>
        <source>q {q} after q {other}</source>
        <translation>q {q} после q {other}</translation>
    </message>
    <message>
        <source>q {q}, equal ones as they came</source>
        <translation>q {q}, равные — в порядке прихода</translation>
    </message>
    <message>
        <source>last resort (q 0)</source>
        <translation>на крайний случай (q 0)</translation>
    </message>
    <message>
        <source>as the text names them</source>
        <translation>в порядке текста</translation>
    </message>
</context>
<context>
    <name>Others</name>
    <message>
        <source>Take {name} out</source>
        <translation>Вывести: {name}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>Back to {name}</source>
        <translation>Назад: {name}</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Переключиться</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Объединить</translation>
    </message>
    <message>
        <source>Connect them</source>
        <translation>Соединить</translation>
    </message>
</context>
<context>
    <name>Outside</name>
    <message>
        <source>Show the phone</source>
        <translation>Показать телефон</translation>
    </message>
</context>
<context>
    <name>PageArea</name>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
</context>
<context>
    <name>PeopleDesk</name>
    <message>
        <source>Many contacts are being written…</source>
        <translation>Записывается много контактов…</translation>
    </message>
    <message>
        <source>The contact could not be read ({reason}).</source>
        <translation>Контакт прочитать не удалось ({reason}).</translation>
    </message>
</context>
<context>
    <name>PeopleFile</name>
    <message>
        <source>vCard 4 (*.vcf)</source>
        <translation>vCard 4 (*.vcf)</translation>
    </message>
    <message>
        <source>vCard 3, for older programs (*.vcf)</source>
        <translation>vCard 3, для старых программ (*.vcf)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Таблица (*.csv)</translation>
    </message>
    <message>
        <source>This phone&apos;s own, with remembered moves (*.json)</source>
        <translation>Свой формат, с запомненными переездами (*.json)</translation>
    </message>
    <message>
        <source>Export contacts</source>
        <translation>Выгрузка контактов</translation>
    </message>
    <message>
        <source>Import contacts</source>
        <translation>Загрузка контактов</translation>
    </message>
    <message>
        <source>Contacts ({patterns})</source>
        <translation>Контакты ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>The contacts were not written: you have stopped it. There is no new file.</source>
        <translation>Контакты не записаны: вы остановили. Нового файла нет.</translation>
    </message>
    <message>
        <source>The contacts are being written to {file}.</source>
        <translation>Контакты записываются в {file}.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>The contacts were written to {file}.</source>
        <translation>Контакты записаны в {file}.</translation>
    </message>
    <message>
        <source>The contacts could not be written to {file} ({reason}).</source>
        <translation>Записать контакты в {file} не удалось ({reason}).</translation>
    </message>
</context>
<context>
    <name>PeopleFiles</name>
    <message>
        <source>vCard file</source>
        <translation>Файл vCard</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Таблица</translation>
    </message>
    <message>
        <source>File of this phone</source>
        <translation>Файл этого телефона</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Пропустить</translation>
    </message>
    <message>
        <source>Whole name</source>
        <translation>Имя целиком</translation>
    </message>
    <message>
        <source>Title before the name</source>
        <translation>Обращение перед именем</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Middle name</source>
        <translation>Отчество</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Фамилия</translation>
    </message>
    <message>
        <source>Behind the name</source>
        <translation>После имени</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Организация</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Номер</translation>
    </message>
    <message>
        <source>SIP address</source>
        <translation>Адрес SIP</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Почта</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Сайт</translation>
    </message>
    <message>
        <source>Chat (XMPP)</source>
        <translation>Чат (XMPP)</translation>
    </message>
    <message>
        <source>Any address</source>
        <translation>Любой адрес</translation>
    </message>
    <message>
        <source>Label of the next address</source>
        <translation>Подпись следующего адреса</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Заметки</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Группы</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Избранный</translation>
    </message>
    <message>
        <source>Former addresses</source>
        <translation>Прежние адреса</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Идентификатор</translation>
    </message>
    <message>
        <source>stands outside of any vCard</source>
        <translation>вне какой-либо карточки vCard</translation>
    </message>
    <message>
        <source>has no end; the file may be cut off</source>
        <translation>нет конца; возможно, файл обрезан</translation>
    </message>
    <message>
        <source>is too large</source>
        <translation>слишком велика</translation>
    </message>
    <message>
        <source>holds a line that is too long</source>
        <translation>есть слишком длинная строка</translation>
    </message>
    <message>
        <source>is too long</source>
        <translation>слишком длинно</translation>
    </message>
    <message>
        <source>is a group and no person</source>
        <translation>это группа, а не человек</translation>
    </message>
    <message>
        <source>has neither a name nor an address</source>
        <translation>нет ни имени, ни адреса</translation>
    </message>
    <message>
        <source>a quotation mark is never closed</source>
        <translation>кавычка не закрыта</translation>
    </message>
    <message>
        <source>is in the file too often</source>
        <translation>встречается в файле слишком часто</translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation>это не файл</translation>
    </message>
    <message>
        <source>nobody is in it</source>
        <translation>в нём никого нет</translation>
    </message>
    <message>
        <source>it is neither a vCard file nor a table nor a file of this phone</source>
        <translation>это не vCard, не таблица и не файл этого телефона</translation>
    </message>
    <message>
        <source>is no telephone number</source>
        <translation>это не номер телефона</translation>
    </message>
    <message>
        <source>has lost digits in a spreadsheet, which took it for a large number</source>
        <translation>электронная таблица приняла номер за большое число, и часть его цифр потеряна</translation>
    </message>
    <message>
        <source>is no e-mail address</source>
        <translation>это не адрес почты</translation>
    </message>
    <message>
        <source>is an address of a kind that a contact cannot have</source>
        <translation>у контакта не может быть такого адреса</translation>
    </message>
    <message>
        <source>is neither PNG nor JPEG, or too large</source>
        <translation>это не PNG и не JPEG или слишком велико</translation>
    </message>
    <message>
        <source>it was cancelled</source>
        <translation>отменено</translation>
    </message>
    <message>
        <source>line {number}</source>
        <translation>строка {number}</translation>
    </message>
</context>
<context>
    <name>PeoplePages</name>
    <message>
        <source>Add {address} to…</source>
        <translation>Добавить {address} к…</translation>
    </message>
</context>
<context>
    <name>PhoneNews</name>
    <message>
        <source>Call back</source>
        <translation>Перезвонить</translation>
    </message>
    <message>
        <source>Missed call from {name}, {time}.</source>
        <translation>Пропущенный звонок: {name}, {time}.</translation>
    </message>
    <message numerus="yes">
        <source>%n missed call(s), the last from {name}.</source>
        <translation>
            <numerusform>%n пропущенный звонок, последний: {name}.</numerusform>
            <numerusform>%n пропущенных звонка, последний: {name}.</numerusform>
            <numerusform>%n пропущенных звонков, последний: {name}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>There is no network. This phone signs in again by itself when it is back.</source>
        <translation>Сети нет. Когда она вернётся, телефон зарегистрируется снова сам.</translation>
    </message>
    <message>
        <source>{name} is still on hold: resuming failed. Try again.</source>
        <translation>{name}: звонок всё ещё на удержании, вернуться не удалось. Попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>{name} could not be put on hold and is muted instead: you do not hear each other.</source>
        <translation>{name}: поставить на удержание не удалось, вместо этого выключен звук: вы друг друга не слышите.</translation>
    </message>
    <message>
        <source>{name} could not be put on hold and hears you.</source>
        <translation>{name}: поставить на удержание не удалось, вас слышно.</translation>
    </message>
    <message>
        <source>A recording stopped by itself ({reason}).</source>
        <translation>Запись остановилась сама ({reason}).</translation>
    </message>
</context>
<context>
    <name>PickerPage</name>
    <message>
        <source>Search contacts</source>
        <translation>Поиск контактов</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>Contacts to choose from</source>
        <translation>Контакты на выбор</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Contacts could not be searched ({reason}).</source>
        <translation>Поиск по контактам не удался ({reason}).</translation>
    </message>
    <message>
        <source>Nobody is found for “{text}”.</source>
        <translation>По запросу «{text}» никого нет.</translation>
    </message>
    <message>
        <source>The contact could not be read ({reason}).</source>
        <translation>Контакт прочитать не удалось ({reason}).</translation>
    </message>
</context>
<context>
    <name>PictureChoice</name>
    <message>
        <source>Picture</source>
        <translation>Фотография</translation>
    </message>
</context>
<context>
    <name>PictureField</name>
    <message>
        <source>Choose a picture…</source>
        <translation>Выбрать фотографию…</translation>
    </message>
    <message>
        <source>Remove the picture</source>
        <translation>Убрать фотографию</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Выбор фотографии</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp)</source>
        <translation>Картинки (*.png *.jpg *.jpeg *.webp)</translation>
    </message>
    <message>
        <source>{file} cannot be used: it is not a PNG, JPEG or WebP picture of a usual size.</source>
        <translation>Файл {file} не подходит: это не картинка PNG, JPEG или WebP обычного размера.</translation>
    </message>
    <message>
        <source>{file} could not be read ({reason}).</source>
        <translation>Файл {file} прочитать не удалось ({reason}).</translation>
    </message>
</context>
<context>
    <name>PlainText</name>
    <message>
        <source>Yesterday</source>
        <translation>Вчера</translation>
    </message>
</context>
<context>
    <name>Presence</name>
    <message>
        <source>Available</source>
        <translation>На связи</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Нет на месте</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Занят</translation>
    </message>
    <message>
        <source>Is being called</source>
        <translation>Идёт вызов</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Не в сети</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>The first people of the file</source>
        <translation>Первые люди из файла</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n человек</numerusform>
            <numerusform>%n человека</numerusform>
            <numerusform>%n человек</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %n person(s)</source>
        <translation>
            <numerusform>Загрузить %n человека</numerusform>
            <numerusform>Загрузить %n человек</numerusform>
            <numerusform>Загрузить %n человек</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are there already and will be completed</source>
        <translation>
            <numerusform>%n из них уже есть и будет дополнен</numerusform>
            <numerusform>%n из них уже есть и будут дополнены</numerusform>
            <numerusform>%n из них уже есть и будут дополнены</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) cannot be read in full</source>
        <translation>
            <numerusform>%n запись нельзя прочитать целиком</numerusform>
            <numerusform>%n записи нельзя прочитать целиком</numerusform>
            <numerusform>%n записей нельзя прочитать целиком</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n remembered move(s)</source>
        <translation>
            <numerusform>%n запомненный переезд</numerusform>
            <numerusform>%n запомненных переезда</numerusform>
            <numerusform>%n запомненных переездов</numerusform>
        </translation>
    </message>
    <message>
        <source>is there</source>
        <translation>уже есть</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>How far the import is</source>
        <translation>Ход загрузки</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Taking people over: {done} of {total}. Nothing is kept before all of them are there.</source>
        <translation>Загружаем: {done} из {total}. Ничего не сохраняется, пока не загружены все.</translation>
    </message>
    <message>
        <source>Taking it back…</source>
        <translation>Возвращаем как было…</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>Clear</source>
        <translation>Очистить</translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>Good</source>
        <translation>хорошее</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>среднее</translation>
    </message>
    <message>
        <source>Poor</source>
        <translation>плохое</translation>
    </message>
    <message>
        <source>{number} ms</source>
        <translation>{number} мс</translation>
    </message>
    <message>
        <source>Sound quality: {word}. Lost {loss}, jitter {jitter}, round trip {trip}.</source>
        <translation>Качество звука: {word}. Потери {loss}, джиттер {jitter}, задержка {trip}.</translation>
    </message>
    <message>
        <source>Sound quality: {word} ({mos} of 4.5) · lost {received} in, {sent} out · jitter {jitter} · round trip {trip}</source>
        <translation>Качество звука: {word} ({mos} из 4,5) · потери: к вам {received}, от вас {sent} · джиттер {jitter} · задержка {trip}</translation>
    </message>
    <message>
        <source>fair sound</source>
        <translation>звук средний</translation>
    </message>
    <message>
        <source>poor sound</source>
        <translation>звук плохой</translation>
    </message>
</context>
<context>
    <name>QualityPanel</name>
    <message>
        <source>Details</source>
        <translation>Подробно</translation>
    </message>
    <message>
        <source>Sound format</source>
        <translation>Формат звука</translation>
    </message>
    <message>
        <source>Lost on the way to you</source>
        <translation>Потеряно на пути к вам</translation>
    </message>
    <message>
        <source>Lost on the way to them</source>
        <translation>Потеряно на пути от вас</translation>
    </message>
    <message>
        <source>Too late to be played</source>
        <translation>Опоздало</translation>
    </message>
    <message>
        <source>Jitter to you</source>
        <translation>Джиттер на пути к вам</translation>
    </message>
    <message>
        <source>Jitter to them</source>
        <translation>Джиттер на пути от вас</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Задержка туда и обратно</translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation>Буфер</translation>
    </message>
    <message>
        <source>Encryption of the sound</source>
        <translation>Шифрование звука</translation>
    </message>
    <message>
        <source>Estimate (MOS)</source>
        <translation>Оценка (MOS)</translation>
    </message>
    <message>
        <source>Sound quality: {word}</source>
        <translation>Качество звука: {word}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>yes (SRTP)</source>
        <translation>есть (SRTP)</translation>
    </message>
    <message>
        <source>{mos} of 4.5</source>
        <translation>{mos} из 4,5</translation>
    </message>
</context>
<context>
    <name>QualityPlot</name>
    <message>
        <source>Loss</source>
        <translation>Потери</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>Джиттер</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Задержка</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Leave it</source>
        <translation>Не надо</translation>
    </message>
</context>
<context>
    <name>QuietBar</name>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Calls</source>
        <translation>Звонки</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Контакты</translation>
    </message>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Сообщения</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n новое</numerusform>
            <numerusform>%n новых</numerusform>
            <numerusform>%n новых</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReachabilityGroup</name>
    <message>
        <source>Reachability</source>
        <translation>Доступность</translation>
    </message>
    <message>
        <source>Look for the best way for sound (ICE)</source>
        <translation>Искать лучший путь для звука (ICE)</translation>
    </message>
    <message>
        <source>STUN server</source>
        <translation>Сервер STUN</translation>
    </message>
    <message>
        <source>Relays sound where no direct way is found.</source>
        <translation>Пересылает звук, если прямого пути нет.</translation>
    </message>
    <message>
        <source>TURN server</source>
        <translation>Сервер TURN</translation>
    </message>
    <message>
        <source>Name at the TURN server</source>
        <translation>Имя на сервере TURN</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keyring, never in a file.</source>
        <translation>Хранится в системной связке ключей, никогда не в файле.</translation>
    </message>
    <message>
        <source>Password at the TURN server</source>
        <translation>Пароль на сервере TURN</translation>
    </message>
    <message>
        <source>Way to the TURN server</source>
        <translation>Транспорт до сервера TURN</translation>
    </message>
    <message>
        <source>Keeps routers from forgetting the phone.</source>
        <translation>Чтобы маршрутизаторы не забывали телефон.</translation>
    </message>
    <message>
        <source>Sign of life to the server every</source>
        <translation>Напоминать серверу о себе каждые</translation>
    </message>
    <message>
        <source>Test the network</source>
        <translation>Проверить сеть</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>без изменений</translation>
    </message>
    <message>
        <source>never</source>
        <translation>никогда</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n секунда</numerusform>
            <numerusform>%n секунды</numerusform>
            <numerusform>%n секунд</numerusform>
        </translation>
    </message>
    <message>
        <source>A server looks like turn.example or turn.example:3478.</source>
        <translation>Сервер указывают так: turn.example или turn.example:3478.</translation>
    </message>
    <message>
        <source>Testing… this takes up to ten seconds.</source>
        <translation>Проверка… она займёт до десяти секунд.</translation>
    </message>
    <message>
        <source>The test gave no result. Try it once more.</source>
        <translation>Проверка ничего не показала. Попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>directly</source>
        <translation>напрямую</translation>
    </message>
</context>
<context>
    <name>RecordInspector</name>
    <message>
        <source>Show the SIP response</source>
        <translation>Показать ответ SIP</translation>
    </message>
</context>
<context>
    <name>RedirectCard</name>
    <message>
        <source>Not now</source>
        <translation>Не сейчас</translation>
    </message>
    <message>
        <source>Save these as further addresses</source>
        <translation>Сохранить как дополнительные адреса</translation>
    </message>
    <message>
        <source>Save these as a new contact</source>
        <translation>Сохранить как новый контакт</translation>
    </message>
    <message>
        <source>{keys}: choose</source>
        <translation>{keys}: выбрать</translation>
    </message>
    <message>
        <source>Enter: {action}</source>
        <translation>Enter: {action}</translation>
    </message>
    <message>
        <source>Esc: not now</source>
        <translation>Esc: не сейчас</translation>
    </message>
</context>
<context>
    <name>RedirectDesk</name>
    <message>
        <source>The rule for {whom} was removed</source>
        <translation>Правило удалено: {whom}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>The move of {address} was forgotten</source>
        <translation>Переезд {address} забыт</translation>
    </message>
    <message>
        <source>Forgotten moves: {number}</source>
        <translation>Забыто переездов: {number}</translation>
    </message>
    <message>
        <source>{whom}: no longer redirected</source>
        <translation>{whom}: больше не переадресуется</translation>
    </message>
    <message>
        <source>What is set for redirects could not be read ({reason}).</source>
        <translation>Настройки переадресации прочитать не удалось ({reason}).</translation>
    </message>
    <message>
        <source>This could not be written ({reason}). Everything is as it was before.</source>
        <translation>Записать не удалось ({reason}). Всё осталось как было.</translation>
    </message>
</context>
<context>
    <name>RedirectWords</name>
    <message>
        <source>Ask every time</source>
        <translation>Спрашивать каждый раз</translation>
    </message>
    <message>
        <source>Follow within the same domain, else ask</source>
        <translation>Переходить в пределах домена, иначе спрашивать</translation>
    </message>
    <message>
        <source>Follow, and keep moves</source>
        <translation>Переходить и запоминать переезды</translation>
    </message>
    <message>
        <source>Never follow</source>
        <translation>Никогда не переходить</translation>
    </message>
    <message>
        <source>everybody at {domain}</source>
        <translation>все на {domain}</translation>
    </message>
    <message>
        <source>calls from {account}</source>
        <translation>звонки от {account}</translation>
    </message>
    <message>
        <source>an account that was removed</source>
        <translation>удалённая учётная запись</translation>
    </message>
    <message>
        <source>I have moved: a new address for good</source>
        <translation>Сообщить, что мой адрес сменился насовсем</translation>
    </message>
    <message>
        <source>Forward: another address for now</source>
        <translation>Переадресовать на время на другой адрес</translation>
    </message>
    <message>
        <source>Offer a choice of addresses</source>
        <translation>Предложить адреса на выбор</translation>
    </message>
    <message>
        <source>Offer other ways to reach me</source>
        <translation>Предложить другие способы связи</translation>
    </message>
    <message>
        <source>always</source>
        <translation>всегда</translation>
    </message>
    <message>
        <source>when I am in a call</source>
        <translation>во время моего разговора</translation>
    </message>
    <message>
        <source>after {number} s of ringing</source>
        <translation>если не ответить за {number} с</translation>
    </message>
    <message>
        <source>A contact who is gone</source>
        <translation>Удалённый контакт</translation>
    </message>
    <message>
        <source>Who calls {account}</source>
        <translation>Кто звонит на {account}</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>Their phone says that you are at {address} from now on, and may put it into their contacts.</source>
        <translation>Телефон звонящего сообщит, что теперь ваш адрес {address}, и сможет внести его в контакты.</translation>
    </message>
    <message>
        <source>Their phone calls {address} this one time.</source>
        <translation>Телефон звонящего на этот раз позвонит на {address}.</translation>
    </message>
    <message>
        <source>Their phone calls {address} and may do so at once for {span}.</source>
        <translation>Телефон звонящего позвонит на {address} и сможет в течение {span} звонить сразу туда.</translation>
    </message>
    <message>
        <source>They choose where to call you. Addresses: {number}; the first is {address}.</source>
        <translation>Звонящий выберет, куда вам звонить. Адресов: {number}, первый: {address}.</translation>
    </message>
    <message>
        <source>They read your text and are offered other ways to reach you: {number}, with {address} first.</source>
        <translation>Звонящий прочтёт ваш текст и увидит другие способы связи: {number}, первый: {address}.</translation>
    </message>
    <message>
        <source>only this call</source>
        <translation>только этот звонок</translation>
    </message>
    <message>
        <source>{number} d</source>
        <translation>{number} дн.</translation>
    </message>
    <message>
        <source>{number} h</source>
        <translation>{number} ч</translation>
    </message>
    <message>
        <source>{number} min</source>
        <translation>{number} мин</translation>
    </message>
    <message>
        <source>{number} s</source>
        <translation>{number} с</translation>
    </message>
</context>
<context>
    <name>RedirectsPage</name>
    <message>
        <source>Redirects</source>
        <translation>Переадресация</translation>
    </message>
    <message>
        <source>Without a rule the phone asks each time. Lost encryption, another domain, a look-alike name or an emergency is always asked about.</source>
        <translation>Без правила телефон спрашивает каждый раз. О потере шифрования, другом домене, похожем имени и экстренных службах он спрашивает всегда.</translation>
    </message>
    <message>
        <source>Standing rules</source>
        <translation>Постоянные правила</translation>
    </message>
    <message>
        <source>Who has moved</source>
        <translation>Кто переехал</translation>
    </message>
</context>
<context>
    <name>RefusalText</name>
    <message>
        <source>Content-Length is not a number</source>
        <translation>Content-Length — не число</translation>
    </message>
    <message>
        <source>a URI begins with its scheme and a colon</source>
        <translation>адрес начинается со схемы и двоеточия</translation>
    </message>
    <message>
        <source>a character that may not stand here</source>
        <translation>недопустимый здесь символ</translation>
    </message>
    <message>
        <source>a character that may not stand in a host</source>
        <translation>недопустимый символ в имени сервера</translation>
    </message>
    <message>
        <source>a character that no URI may hold</source>
        <translation>символ, которого не бывает в адресах</translation>
    </message>
    <message>
        <source>a document too deep or too long</source>
        <translation>документ слишком глубокий или слишком длинный</translation>
    </message>
    <message>
        <source>a document type definition is not read</source>
        <translation>определение типа документа (DTD) не читается</translation>
    </message>
    <message>
        <source>a list that stands elsewhere is not fetched</source>
        <translation>список, лежащий в другом месте, не загружается</translation>
    </message>
    <message>
        <source>a multipart without a boundary</source>
        <translation>составное тело без границы частей</translation>
    </message>
    <message>
        <source>a parameter of a telephone number is ASCII</source>
        <translation>параметр телефонного номера пишется в ASCII</translation>
    </message>
    <message>
        <source>a parameter that stands twice with two values</source>
        <translation>параметр указан дважды с разными значениями</translation>
    </message>
    <message>
        <source>a parameter without a name</source>
        <translation>параметр без имени</translation>
    </message>
    <message>
        <source>a proxy has a sip or sips address</source>
        <translation>адрес прокси — sip или sips</translation>
    </message>
    <message>
        <source>a session description lists no alternatives</source>
        <translation>описание сеанса не называет других способов</translation>
    </message>
    <message>
        <source>a web address with a name before the host misleads</source>
        <translation>веб-адрес с именем перед @ вводит в заблуждение</translation>
    </message>
    <message>
        <source>already tried</source>
        <translation>уже пробовали</translation>
    </message>
    <message>
        <source>an address of this kind cannot be called</source>
        <translation>по адресу такого вида не звонят</translation>
    </message>
    <message>
        <source>an entry without an address</source>
        <translation>запись без адреса</translation>
    </message>
    <message>
        <source>hidden characters in it</source>
        <translation>в нём есть скрытые символы</translation>
    </message>
    <message>
        <source>it asks for a file to be attached</source>
        <translation>он требует приложить файл</translation>
    </message>
    <message>
        <source>it asks for a method other than INVITE</source>
        <translation>он требует не звонка (метод не INVITE)</translation>
    </message>
    <message>
        <source>it asks for a transport that this phone does not have</source>
        <translation>он требует транспорта, которого у телефона нет</translation>
    </message>
    <message>
        <source>it cannot be unpacked</source>
        <translation>его нельзя распаковать</translation>
    </message>
    <message>
        <source>it is encoded too many times</source>
        <translation>он закодирован слишком много раз</translation>
    </message>
    <message>
        <source>it is larger than 1 MiB when unpacked</source>
        <translation>после распаковки он больше 1 МиБ</translation>
    </message>
    <message>
        <source>it is packed in too many pieces</source>
        <translation>он упакован слишком мелкими частями</translation>
    </message>
    <message>
        <source>it means nothing in this response</source>
        <translation>в таком ответе он ничего не значит</translation>
    </message>
    <message>
        <source>listed twice</source>
        <translation>указан дважды</translation>
    </message>
    <message>
        <source>neither a host name nor an IPv4 address</source>
        <translation>ни имя сервера, ни адрес IPv4</translation>
    </message>
    <message>
        <source>no alternative-service element</source>
        <translation>нет элемента alternative-service</translation>
    </message>
    <message>
        <source>no card with an address</source>
        <translation>нет карточки с адресом</translation>
    </message>
    <message>
        <source>no ims-3gpp element</source>
        <translation>нет элемента ims-3gpp</translation>
    </message>
    <message>
        <source>no resource-lists element</source>
        <translation>нет элемента resource-lists</translation>
    </message>
    <message>
        <source>no such port</source>
        <translation>такого порта не бывает</translation>
    </message>
    <message>
        <source>no type of service</source>
        <translation>не указан вид службы</translation>
    </message>
    <message>
        <source>not a port number</source>
        <translation>не номер порта</translation>
    </message>
    <message>
        <source>not a telephone number</source>
        <translation>не телефонный номер</translation>
    </message>
    <message>
        <source>not a web address</source>
        <translation>не веб-адрес</translation>
    </message>
    <message>
        <source>not an IPv6 address</source>
        <translation>не адрес IPv6</translation>
    </message>
    <message>
        <source>not an e-mail address</source>
        <translation>не адрес электронной почты</translation>
    </message>
    <message>
        <source>not an internationalised host name</source>
        <translation>такого имени сервера быть не может</translation>
    </message>
    <message>
        <source>not well-formed JSON</source>
        <translation>повреждённый JSON</translation>
    </message>
    <message>
        <source>nothing follows the scheme</source>
        <translation>после схемы ничего нет</translation>
    </message>
    <message>
        <source>nothing stands before the @</source>
        <translation>перед @ ничего нет</translation>
    </message>
    <message>
        <source>parts within parts within parts</source>
        <translation>слишком много частей внутри частей</translation>
    </message>
    <message>
        <source>sips does not travel over UDP</source>
        <translation>sips не передаётся по UDP</translation>
    </message>
    <message>
        <source>the IPv6 address does not end</source>
        <translation>адрес IPv6 не закончен</translation>
    </message>
    <message>
        <source>the address in &lt;&gt; is damaged</source>
        <translation>адрес в &lt;&gt; повреждён</translation>
    </message>
    <message>
        <source>the address is malformed</source>
        <translation>адрес повреждён</translation>
    </message>
    <message>
        <source>the address is too long</source>
        <translation>адрес слишком длинный</translation>
    </message>
    <message>
        <source>the body has no type and is no text</source>
        <translation>у тела нет типа, и это не текст</translation>
    </message>
    <message>
        <source>the boundary is too long</source>
        <translation>граница частей слишком длинная</translation>
    </message>
    <message>
        <source>the boundary of the multipart does not occur</source>
        <translation>граница частей в теле не встречается</translation>
    </message>
    <message>
        <source>the call failed and nothing else is offered</source>
        <translation>звонок не состоялся, и ничего другого не предложено</translation>
    </message>
    <message>
        <source>the datagram ends before the body does</source>
        <translation>датаграмма закончилась раньше тела</translation>
    </message>
    <message>
        <source>the host is missing</source>
        <translation>нет имени сервера</translation>
    </message>
    <message>
        <source>the host is too long</source>
        <translation>имя сервера слишком длинное</translation>
    </message>
    <message>
        <source>the response offers no address that can be used</source>
        <translation>ответ не называет ни одного пригодного адреса</translation>
    </message>
    <message>
        <source>there is no such status code</source>
        <translation>такого кода ответа нет</translation>
    </message>
    <message>
        <source>this Content-Encoding is not understood</source>
        <translation>это кодирование тела (Content-Encoding) непонятно</translation>
    </message>
    <message>
        <source>this Content-Transfer-Encoding is not understood</source>
        <translation>это кодирование части (Content-Transfer-Encoding) непонятно</translation>
    </message>
    <message>
        <source>this is no SIP response</source>
        <translation>это не ответ SIP</translation>
    </message>
    <message>
        <source>this kind of address is not allowed</source>
        <translation>адреса такого вида не допускаются</translation>
    </message>
    <message>
        <source>this type of body is not understood</source>
        <translation>тело такого типа непонятно</translation>
    </message>
    <message>
        <source>two values for Content-Length</source>
        <translation>два разных Content-Length</translation>
    </message>
    <message>
        <source>unexpected text after the address</source>
        <translation>лишний текст после адреса</translation>
    </message>
    <message>
        <source>its disposition is {what}</source>
        <translation>его назначение — {what}</translation>
    </message>
    <message>
        <source>not well-formed XML: {what}</source>
        <translation>повреждённый XML: {what}</translation>
    </message>
    <message>
        <source>unknown type of service: {what}</source>
        <translation>неизвестный вид службы: {what}</translation>
    </message>
    <message>
        <source>more than {what}</source>
        <translation>больше, чем {what}</translation>
    </message>
</context>
<context>
    <name>RegistrarWords</name>
    <message>
        <source>The server of {account} does not register it ({status}): “{text}”</source>
        <translation>Сервер не регистрирует {account} ({status}): «{text}»</translation>
    </message>
    <message>
        <source>The server of {account} says: moved to {server} (301).</source>
        <translation>Сервер {account} сообщает: переехал на {server} (301).</translation>
    </message>
    <message>
        <source>The server of {account} says: at {server} for now (302).</source>
        <translation>Сервер {account} сообщает: пока на {server} (302).</translation>
    </message>
    <message>
        <source>The server of {account} wants to be reached through the proxy {server} (305).</source>
        <translation>Сервер {account} просит обращаться через прокси {server} (305).</translation>
    </message>
    <message>
        <source>The server of {account} names others: {server} ({status}).</source>
        <translation>Сервер {account} называет другие: {server} ({status}).</translation>
    </message>
    <message>
        <source>Notable: {points}.</source>
        <translation>Обратите внимание: {points}.</translation>
    </message>
    <message>
        <source>It says: “{text}”</source>
        <translation>Он сообщает: «{text}»</translation>
    </message>
</context>
<context>
    <name>RegistrationText</name>
    <message>
        <source>switched off</source>
        <translation>выключена</translation>
    </message>
    <message>
        <source>registered</source>
        <translation>зарегистрирована</translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>подключение…</translation>
    </message>
    <message>
        <source>not registered</source>
        <translation>не зарегистрирована</translation>
    </message>
    <message>
        <source>calls out only</source>
        <translation>только исходящие</translation>
    </message>
    <message>
        <source>wrong password or name</source>
        <translation>неверный пароль или имя</translation>
    </message>
    <message>
        <source>cannot sign in</source>
        <translation>не войти</translation>
    </message>
    <message>
        <source>unknown address</source>
        <translation>неизвестный адрес</translation>
    </message>
    <message>
        <source>registrar has moved</source>
        <translation>регистратор сменил адрес</translation>
    </message>
    <message>
        <source>unknown server</source>
        <translation>неизвестный сервер</translation>
    </message>
    <message>
        <source>no network</source>
        <translation>нет сети</translation>
    </message>
    <message>
        <source>certificate refused</source>
        <translation>сертификат отклонён</translation>
    </message>
    <message>
        <source>no authorities</source>
        <translation>нет центров сертификации</translation>
    </message>
    <message>
        <source>too many are on</source>
        <translation>включено слишком много</translation>
    </message>
    <message>
        <source>server not reached</source>
        <translation>сервер недоступен</translation>
    </message>
    <message>
        <source>refused ({status})</source>
        <translation>отказ ({status})</translation>
    </message>
    <message>
        <source>Registered. You can call and be called.</source>
        <translation>Зарегистрирована. Можно звонить и принимать звонки.</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Запрос к серверу…</translation>
    </message>
    <message>
        <source>Not registered: nobody can reach you at this address now.</source>
        <translation>Не зарегистрирована: по этому адресу вам сейчас не дозвониться.</translation>
    </message>
    <message>
        <source>Calls go out under this address. It is not registered anywhere.</source>
        <translation>Звонки идут от этого адреса. Он нигде не зарегистрирован.</translation>
    </message>
    <message>
        <source>The server refused the name or the password. Type the password again; some providers have a separate name for signing in.</source>
        <translation>Сервер не принял имя или пароль. Введите пароль ещё раз; у некоторых операторов для входа есть отдельное имя.</translation>
    </message>
    <message>
        <source>The server {server} asks for a way of signing in that this phone does not know, so no password would do. Your provider can tell whether it takes MD5 or SHA-256 as well.</source>
        <translation>Сервер {server} требует способ входа, которого этот телефон не знает, поэтому не подойдёт никакой пароль. Спросите провайдера, принимает ли сервер и MD5 или SHA-256.</translation>
    </message>
    <message>
        <source>The server does not know this address. Check it for typing mistakes.</source>
        <translation>Сервер не знает такого адреса. Проверьте, нет ли в нём опечатки.</translation>
    </message>
    <message>
        <source>There is no server called {server}. Check it, and the address, for typing mistakes.</source>
        <translation>Сервера {server} не существует. Проверьте, нет ли опечатки в нём или в адресе.</translation>
    </message>
    <message>
        <source>The server sends the phone to another one. “Test again” shows where to; nothing changes by itself.</source>
        <translation>Сервер отправляет телефон на другой. «Проверить снова» покажет куда; само ничего не изменится.</translation>
    </message>
    <message>
        <source>The computer {server} is there, but takes no calls by {transport}. Try another transport under Server, or another port.</source>
        <translation>Компьютер {server} есть, но по {transport} соединения не принимает. Попробуйте другой транспорт в разделе «Сервер» или другой порт.</translation>
    </message>
    <message>
        <source>The server {server} is reached by IPv6 only, which this phone does not speak yet. Ask your provider for a server with an address of IPv4.</source>
        <translation>Сервер {server} доступен только по IPv6, а этот телефон его пока не поддерживает. Спросите у оператора сервер с адресом IPv4.</translation>
    </message>
    <message>
        <source>As many accounts are on as this phone can hold: {others}. Switch one of them off, and this one registers by itself. Until then it can neither call nor be called.</source>
        <translation>Включено столько учётных записей, сколько этот телефон вмещает: {others}. Выключите одну из них, и эта зарегистрируется сама. До тех пор с неё нельзя звонить, и на неё не дозвониться.</translation>
    </message>
    <message>
        <source>This computer has no network. The phone registers by itself as soon as it is back.</source>
        <translation>У этого компьютера нет сети. Когда она вернётся, телефон зарегистрируется сам.</translation>
    </message>
    <message>
        <source>The server {server} could not prove who it is, so nothing was sent to it. Another authority can be named under Security.</source>
        <translation>Сервер {server} не подтвердил свою подлинность, поэтому ему ничего не отправлено. Другой центр сертификации можно указать в разделе «Безопасность».</translation>
    </message>
    <message>
        <source>The file of certificate authorities of this account is of no use, so no server can be checked and nothing was sent: {file}. Choose another file under Security, or none for those of this system.</source>
        <translation>Файл центров сертификации этой учётной записи непригоден, поэтому ни один сервер нельзя проверить и ничего не отправлено: {file}. Выберите другой файл в разделе «Безопасность» или оставьте центры этой системы.</translation>
    </message>
    <message>
        <source>The server {server} was not found or did not answer by {transport}. Check the network and the registrar; if a firewall blocks the port, another transport helps. The phone goes on trying.</source>
        <translation>Сервер {server} не найден или не ответил по {transport}. Проверьте сеть и регистратор; если порт закрывает брандмауэр, поможет другой транспорт. Телефон продолжает попытки.</translation>
    </message>
    <message>
        <source>The server {server} is in trouble itself. The phone goes on trying.</source>
        <translation>На самом сервере {server} неполадки. Телефон продолжает попытки.</translation>
    </message>
    <message>
        <source>The server refused. Your provider can tell why.</source>
        <translation>Сервер отказал. Почему, знает ваш оператор.</translation>
    </message>
</context>
<context>
    <name>Remarks</name>
    <message>
        <source>Call the old address</source>
        <translation>Позвонить на старый адрес</translation>
    </message>
    <message>
        <source>{old} has moved; the new address is being used.</source>
        <translation>Адрес {old} сменился; используется новый.</translation>
    </message>
    <message>
        <source>{old} has moved; the new address was used.</source>
        <translation>Адрес {old} сменился; вызван новый.</translation>
    </message>
    <message>
        <source>{old} is at another address until {time}.</source>
        <translation>Адрес {old} временно заменён другим, до {time}.</translation>
    </message>
    <message>
        <source>The new address {new} could not be reached ({status}); the old one is being called.</source>
        <translation>Дозвониться на новый адрес {new} не удалось ({status}); вызывается старый.</translation>
    </message>
    <message>
        <source>The new address {new} could not be reached ({status}); the old one was called.</source>
        <translation>Дозвониться на новый адрес {new} не удалось ({status}); был вызван старый.</translation>
    </message>
    <message>
        <source>An answer from {source} was ignored: it did not come from your account&apos;s proxy.</source>
        <translation>Ответ от {source} отброшен: он пришёл не от прокси вашей учётной записи.</translation>
    </message>
    <message>
        <source>Not followed, by your rule for {whom}.</source>
        <translation>Переход не выполнен по вашему правилу: {whom}.</translation>
    </message>
    <message>
        <source>Followed by your rule for {whom}.</source>
        <translation>Переход по вашему правилу: {whom}.</translation>
    </message>
    <message>
        <source>this person</source>
        <translation>этот человек</translation>
    </message>
    <message>
        <source>calls of this account</source>
        <translation>звонки этой учётной записи</translation>
    </message>
    <message>
        <source>{who} asked you to call this party.</source>
        <translation>Позвонить сюда предлагает {who}.</translation>
    </message>
    <message>
        <source>{who} sends their calls here.</source>
        <translation>Звонок переадресован сюда: {who}.</translation>
    </message>
    <message>
        <source>You sent the caller to {targets}.</source>
        <translation>Вы переадресовали звонящего на {targets}.</translation>
    </message>
    <message>
        <source>Offered other ways, as you have set {whom}: {targets}.</source>
        <translation>Предложены другие способы, как вы указали {whom}: {targets}.</translation>
    </message>
    <message>
        <source>Told that you have moved to {targets}, as you have set {whom}.</source>
        <translation>Сообщено, что ваш адрес теперь {targets}, как вы указали {whom}.</translation>
    </message>
    <message>
        <source>Sent to {targets}, as you have set {whom}.</source>
        <translation>Звонок направлен на {targets}, как вы указали {whom}.</translation>
    </message>
    <message>
        <source>for this person</source>
        <translation>для этого человека</translation>
    </message>
    <message>
        <source>for this account</source>
        <translation>для этой учётной записи</translation>
    </message>
    <message>
        <source>for everybody</source>
        <translation>для всех</translation>
    </message>
    <message>
        <source>Forget the move</source>
        <translation>Забыть переезд</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Изменить</translation>
    </message>
    <message>
        <source>The move was forgotten.</source>
        <translation>Переезд забыт.</translation>
    </message>
    <message>
        <source>The contact could not be saved, so it is as it was before. The call goes on. Try again in Contacts later. ({reason})</source>
        <translation>Контакт сохранить не удалось, он остался прежним. Звонок продолжается. Попробуйте позже в контактах. ({reason})</translation>
    </message>
    <message>
        <source>You will be reminded to call {name}: {when}.</source>
        <translation>Вам напомнят позвонить ({name}): {when}.</translation>
    </message>
    <message>
        <source>No microphone and no loudspeaker, so this call is silent. Plug in a headset; it is used at once.</source>
        <translation>Нет ни микрофона, ни динамика, разговор без звука. Подключите гарнитуру, она сразу заработает.</translation>
    </message>
    <message>
        <source>There is no microphone: they cannot hear you. Plug one in; it is used at once.</source>
        <translation>Микрофона нет: собеседник вас не слышит. Подключите его, он сразу заработает.</translation>
    </message>
    <message>
        <source>There is no loudspeaker: you cannot hear them. Plug one in; it is used at once.</source>
        <translation>Динамика нет: вы не слышите собеседника. Подключите его, он сразу заработает.</translation>
    </message>
</context>
<context>
    <name>RemindRow</name>
    <message>
        <source>Call back in {delay}</source>
        <translation>Перезвонить через {delay}</translation>
    </message>
    <message>
        <source>The server asks to try again then</source>
        <translation>Сервер просит попробовать тогда снова</translation>
    </message>
    <message>
        <source>Remind me</source>
        <translation>Напомнить</translation>
    </message>
    <message>
        <source>Remind me: {title}</source>
        <translation>Напомнить: {title}</translation>
    </message>
</context>
<context>
    <name>ReminderPage</name>
    <message>
        <source>Call now</source>
        <translation>Позвонить сейчас</translation>
    </message>
    <message>
        <source>Remove the reminder</source>
        <translation>Удалить напоминание</translation>
    </message>
    <message>
        <source>You asked to be reminded to call {address} at {time}.</source>
        <translation>Вы просили напомнить о звонке на {address}: {time}.</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Take the import back</source>
        <translation>Вернуть как было</translation>
    </message>
    <message>
        <source>What was left out</source>
        <translation>Что пропущено</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>Скопировать список</translation>
    </message>
    <message>
        <source>Save the list…</source>
        <translation>Сохранить список…</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) added</source>
        <translation>
            <numerusform>Добавлен %n человек</numerusform>
            <numerusform>Добавлены %n человека</numerusform>
            <numerusform>Добавлено %n человек</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n completed</source>
        <translation>
            <numerusform>дополнен %n</numerusform>
            <numerusform>дополнены %n</numerusform>
            <numerusform>дополнено %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n had all of it already</source>
        <translation>
            <numerusform>без изменений: %n</numerusform>
            <numerusform>без изменений: %n</numerusform>
            <numerusform>без изменений: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n remembered move(s) taken over</source>
        <translation>
            <numerusform>взят %n запомненный переезд</numerusform>
            <numerusform>взяты %n запомненных переезда</numerusform>
            <numerusform>взято %n запомненных переездов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out: %n entry(s) or line(s)</source>
        <translation>
            <numerusform>Пропущена %n запись или строка</numerusform>
            <numerusform>Пропущено записей и строк: %n</numerusform>
            <numerusform>Пропущено записей и строк: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>The list is in the clipboard.</source>
        <translation>Список в буфере обмена.</translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>Сохранение списка</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Текст (*.txt)</translation>
    </message>
    <message>
        <source>The list could not be written to {file} ({reason}).</source>
        <translation>Записать список в {file} не удалось ({reason}).</translation>
    </message>
    <message>
        <source>The list was written to {file}.</source>
        <translation>Список записан в {file}.</translation>
    </message>
</context>
<context>
    <name>RoutePicture</name>
    <message>
        <source>YOU</source>
        <translation>ВЫ</translation>
    </message>
    <message>
        <source>this phone</source>
        <translation>этот телефон</translation>
    </message>
    <message>
        <source>NEXT</source>
        <translation>ДАЛЬШЕ</translation>
    </message>
    <message numerus="yes">
        <source>%n choice(s)</source>
        <translation>
            <numerusform>%n вариант</numerusform>
            <numerusform>%n варианта</numerusform>
            <numerusform>%n вариантов</numerusform>
        </translation>
    </message>
    <message>
        <source>PROXY · ONCE</source>
        <translation>ПРОКСИ · ОДИН РАЗ</translation>
    </message>
    <message>
        <source>SAME ADDRESS</source>
        <translation>ТОТ ЖЕ АДРЕС</translation>
    </message>
    <message>
        <source>SAVED ADDRESS</source>
        <translation>СОХРАНЁННЫЙ АДРЕС</translation>
    </message>
    <message>
        <source>DIALLED</source>
        <translation>НАБРАН</translation>
    </message>
    <message>
        <source>THEN</source>
        <translation>ЗАТЕМ</translation>
    </message>
    <message>
        <source>VOICEMAIL</source>
        <translation>ГОЛОСОВАЯ ПОЧТА</translation>
    </message>
    <message>
        <source>NEW ADDRESS</source>
        <translation>НОВЫЙ АДРЕС</translation>
    </message>
    <message>
        <source>FOR NOW</source>
        <translation>НА ВРЕМЯ</translation>
    </message>
    <message>
        <source>CHOSEN</source>
        <translation>ВЫБРАН</translation>
    </message>
</context>
<context>
    <name>RuleForm</name>
    <message>
        <source>For whom</source>
        <translation>Для кого</translation>
    </message>
    <message>
        <source>Domain, what stands behind the @</source>
        <translation>Домен: то, что стоит после @</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Что делать</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Everybody at a domain</source>
        <translation>Все в одном домене</translation>
    </message>
    <message>
        <source>Calls from {account}</source>
        <translation>Звонки от {account}</translation>
    </message>
    <message>
        <source>Only the domain is wanted here, such as office.example.</source>
        <translation>Здесь нужен только домен, например office.example.</translation>
    </message>
</context>
<context>
    <name>RulesPart</name>
    <message>
        <source>No rule yet: the phone asks at every redirect. A card can make one, and so can you here.</source>
        <translation>Правил пока нет: телефон спрашивает при каждой переадресации. Правило можно создать на карточке звонка или здесь.</translation>
    </message>
    <message>
        <source>Standing rules</source>
        <translation>Постоянные правила</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Что делать</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>Добавить правило</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>since {date}</source>
        <translation>с {date}</translation>
    </message>
    <message>
        <source>What happens for {whom}</source>
        <translation>Что делать: {whom}</translation>
    </message>
</context>
<context>
    <name>SecondCaller</name>
    <message>
        <source>{name} is calling you.</source>
        <translation>Вам звонит {name}.</translation>
    </message>
    <message>
        <source>Answering puts {name} on hold.</source>
        <translation>Ответ поставит на удержание: {name}.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Ответить</translation>
    </message>
    <message>
        <source>End &amp; answer</source>
        <translation>Завершить и ответить</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Отклонить</translation>
    </message>
</context>
<context>
    <name>SecurityGroup</name>
    <message>
        <source>Security</source>
        <translation>Безопасность</translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation>Без шифрования</translation>
    </message>
    <message>
        <source>Encrypted where the other side can (SRTP)</source>
        <translation>Шифровать, если собеседник умеет (SRTP)</translation>
    </message>
    <message>
        <source>Always encrypted; other calls are refused</source>
        <translation>Шифровать всегда; другие звонки не принимать</translation>
    </message>
    <message>
        <source>Sound of calls</source>
        <translation>Звук разговора</translation>
    </message>
    <message>
        <source>Without TLS the keys can be read on their way: whoever sees them can listen in.</source>
        <translation>Без TLS ключи можно прочесть по дороге: кто их увидит, сможет подслушать.</translation>
    </message>
    <message>
        <source>Check the server&apos;s certificate (TLS)</source>
        <translation>Проверять сертификат сервера (TLS)</translation>
    </message>
    <message>
        <source>Anybody on the way can pretend to be the server, and learns who calls whom.</source>
        <translation>Любой по дороге может выдать себя за сервер и узнать, кто кому звонит.</translation>
    </message>
    <message>
        <source>those of this system</source>
        <translation>те, что в системе</translation>
    </message>
    <message>
        <source>Certificate authorities</source>
        <translation>Центры сертификации</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Выбрать файл…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Remove the exception</source>
        <translation>Удалить исключение</translation>
    </message>
    <message>
        <source>This file cannot be read.</source>
        <translation>Этот файл не читается.</translation>
    </message>
    <message>
        <source>There is no certificate in this file. It has to be in PEM form.</source>
        <translation>В этом файле нет сертификата. Нужен формат PEM.</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Сертификаты (*.pem *.crt *.cer);;Все файлы (*)</translation>
    </message>
    <message>
        <source>One certificate is trusted although it is not in order: {fingerprint}</source>
        <translation>Одному сертификату доверяют, хотя он не в порядке: {fingerprint}</translation>
    </message>
    <message>
        <source>certificate is checked</source>
        <translation>проверка TLS</translation>
    </message>
    <message>
        <source>certificate is not checked</source>
        <translation>без проверки TLS</translation>
    </message>
    <message>
        <source>sound not encrypted</source>
        <translation>звук не шифруется</translation>
    </message>
    <message>
        <source>sound encrypted if possible</source>
        <translation>звук шифруется, если можно</translation>
    </message>
    <message>
        <source>sound always encrypted</source>
        <translation>звук шифруется всегда</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Groups…</source>
        <translation>Группы…</translation>
    </message>
    <message>
        <source>Select nobody</source>
        <translation>Снять выделение</translation>
    </message>
    <message>
        <source>Favourites: add or remove</source>
        <translation>Избранные: добавить или убрать</translation>
    </message>
    <message>
        <source>Merge into one…</source>
        <translation>Объединить…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Сохранить в файл…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>Выделен %n</numerusform>
            <numerusform>Выделено %n</numerusform>
            <numerusform>Выделено %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ServerGroup</name>
    <message>
        <source>Server</source>
        <translation>Сервер</translation>
    </message>
    <message>
        <source>TLS (encrypted)</source>
        <translation>TLS (с шифрованием)</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Транспорт</translation>
    </message>
    <message>
        <source>Register, so that I can be called</source>
        <translation>Регистрироваться, чтобы мне могли звонить</translation>
    </message>
    <message>
        <source>the server of the address</source>
        <translation>сервер из адреса</translation>
    </message>
    <message>
        <source>Registrar</source>
        <translation>Регистратор</translation>
    </message>
    <message>
        <source>the name before the @</source>
        <translation>имя перед знаком @</translation>
    </message>
    <message>
        <source>Name for signing in</source>
        <translation>Имя для входа</translation>
    </message>
    <message>
        <source>none</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>Outbound proxy</source>
        <translation>Исходящий прокси</translation>
    </message>
    <message>
        <source>Only believe answers that come from the proxy</source>
        <translation>Верить только ответам, пришедшим от прокси</translation>
    </message>
</context>
<context>
    <name>ServersText</name>
    <message>
        <source>{domain} is served by {host}, which has not answered yet.</source>
        <translation>{domain} обслуживает {host}, но он пока не ответил.</translation>
    </message>
    <message>
        <source>{domain} is served by {host}; the way to it is encrypted (TLS).</source>
        <translation>{domain} обслуживает {host}; связь с ним зашифрована (TLS).</translation>
    </message>
    <message>
        <source>{domain} is served by {host}, without encryption ({transport}).</source>
        <translation>{domain} обслуживает {host}, без шифрования ({transport}).</translation>
    </message>
    <message>
        <source>The encrypted way (TLS) is not open: {problem}</source>
        <translation>Зашифрованный путь (TLS) закрыт: {problem}</translation>
    </message>
    <message>
        <source>No SIP server was found for {domain}.</source>
        <translation>Сервер SIP для {domain} не найден.</translation>
    </message>
</context>
<context>
    <name>SettingsList</name>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Учётные записи</translation>
    </message>
    <message>
        <source>Addresses, passwords, servers</source>
        <translation>Адреса, пароли, серверы</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Звук</translation>
    </message>
    <message>
        <source>Microphone, loudspeaker, ringing</source>
        <translation>Микрофон, динамик, звонок</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Звонки</translation>
    </message>
    <message>
        <source>Who rings, recordings, do not disturb</source>
        <translation>Кто дозвонится, записи, «не беспокоить»</translation>
    </message>
    <message>
        <source>Redirects</source>
        <translation>Переадресация</translation>
    </message>
    <message>
        <source>Rules and remembered moves</source>
        <translation>Правила и запомненные переезды</translation>
    </message>
    <message>
        <source>When others call me</source>
        <translation>Когда звонят мне</translation>
    </message>
    <message>
        <source>Send callers elsewhere</source>
        <translation>Отправлять звонящих на другой адрес</translation>
    </message>
    <message>
        <source>Address books</source>
        <translation>Адресные книги</translation>
    </message>
    <message>
        <source>The same contacts on all devices</source>
        <translation>Одни контакты на всех устройствах</translation>
    </message>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>How long it is kept, wipe it</source>
        <translation>Срок хранения, стереть</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Копии</translation>
    </message>
    <message>
        <source>Yesterday&apos;s data, another computer</source>
        <translation>Вчерашние данные, другой компьютер</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Рабочий стол</translation>
    </message>
    <message>
        <source>Notifications, tray, start</source>
        <translation>Уведомления, значок, запуск</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>English, Русский</source>
        <translation>English, Русский</translation>
    </message>
    <message>
        <source>What the answers mean</source>
        <translation>Что означают ответы</translation>
    </message>
    <message>
        <source>301, 380, 486 and their neighbours</source>
        <translation>301, 380, 486 и другие</translation>
    </message>
    <message>
        <source>When something is wrong</source>
        <translation>Если что-то не работает</translation>
    </message>
    <message>
        <source>Test my line, log, SIP messages</source>
        <translation>Проверка линии, журнал, сообщения SIP</translation>
    </message>
    <message>
        <source>About</source>
        <translation>О программе</translation>
    </message>
    <message>
        <source>Version, licence, keys</source>
        <translation>Версия, лицензия, клавиши</translation>
    </message>
</context>
<context>
    <name>SettingsPages</name>
    <message>
        <source>No keyring took the password of {name}. It is kept until the phone is closed.</source>
        <translation>Связка ключей не приняла пароль для «{name}». Он хранится, пока телефон не закрыт.</translation>
    </message>
</context>
<context>
    <name>SeveralDesk</name>
    <message>
        <source>{name} was deleted</source>
        <translation>Контакт удалён: {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) were deleted</source>
        <translation>
            <numerusform>удалён %n контакт</numerusform>
            <numerusform>удалены %n контакта</numerusform>
            <numerusform>удалено %n контактов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) are favourites now</source>
        <translation>
            <numerusform>%n контакт теперь в избранных</numerusform>
            <numerusform>%n контакта теперь в избранных</numerusform>
            <numerusform>%n контактов теперь в избранных</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) are no favourites any more</source>
        <translation>
            <numerusform>%n контакт убран из избранных</numerusform>
            <numerusform>%n контакта убраны из избранных</numerusform>
            <numerusform>%n контактов убрано из избранных</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) put into “{group}”</source>
        <translation>
            <numerusform>%n контакт добавлен в «{group}»</numerusform>
            <numerusform>%n контакта добавлены в «{group}»</numerusform>
            <numerusform>%n контактов добавлено в «{group}»</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) taken out of “{group}”</source>
        <translation>
            <numerusform>%n контакт убран из «{group}»</numerusform>
            <numerusform>%n контакта убраны из «{group}»</numerusform>
            <numerusform>%n контактов убрано из «{group}»</numerusform>
        </translation>
    </message>
    <message>
        <source>“{group}” is called “{name}” now</source>
        <translation>«{group}» теперь называется «{name}»</translation>
    </message>
    <message>
        <source>The group “{group}” was removed; its people are still there</source>
        <translation>Группа «{group}» удалена; её люди остались</translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) were merged into {name}</source>
        <translation>
            <numerusform>%n контакт объединён: {name}</numerusform>
            <numerusform>%n контакта объединены: {name}</numerusform>
            <numerusform>%n контактов объединены: {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n merge(s) were made</source>
        <translation>
            <numerusform>выполнено %n объединение</numerusform>
            <numerusform>выполнено %n объединения</numerusform>
            <numerusform>выполнено %n объединений</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>This could not be written ({reason}). Everything is as it was before.</source>
        <translation>Записать не удалось ({reason}). Всё осталось как было.</translation>
    </message>
</context>
<context>
    <name>SoundGroup</name>
    <message>
        <source>Codecs and digits</source>
        <translation>Кодеки и цифры</translation>
    </message>
    <message>
        <source>Codecs, the first is preferred</source>
        <translation>Кодеки, первый предпочтительнее</translation>
    </message>
    <message>
        <source>As the other side wishes</source>
        <translation>Как хочет собеседник</translation>
    </message>
    <message>
        <source>Beside the sound (RFC 4733)</source>
        <translation>Рядом со звуком (RFC 4733)</translation>
    </message>
    <message>
        <source>As messages (SIP INFO)</source>
        <translation>Сообщениями (SIP INFO)</translation>
    </message>
    <message>
        <source>As tones in the sound</source>
        <translation>Тонами в звуке</translation>
    </message>
    <message>
        <source>Try another way when a menu does not hear your digits.</source>
        <translation>Попробуйте другой способ, если голосовое меню не слышит ваших цифр.</translation>
    </message>
    <message>
        <source>How digits are sent</source>
        <translation>Как передавать цифры</translation>
    </message>
    <message>
        <source>Confirm ringing (100rel)</source>
        <translation>Подтверждать гудки (100rel)</translation>
    </message>
    <message>
        <source>Notice calls that hang (session timers)</source>
        <translation>Замечать зависшие звонки (таймеры сеанса)</translation>
    </message>
    <message>
        <source>the usual codecs</source>
        <translation>обычные кодеки</translation>
    </message>
</context>
<context>
    <name>SoundPage</name>
    <message>
        <source>Sound</source>
        <translation>Звук</translation>
    </message>
    <message>
        <source>Remove the echo of the loudspeaker</source>
        <translation>Убирать эхо динамика</translation>
    </message>
    <message>
        <source>Remove noise</source>
        <translation>Убирать шум</translation>
    </message>
    <message>
        <source>This computer has no sound device now. Calls work, in silence.</source>
        <translation>Сейчас у компьютера нет звуковых устройств. Звонить можно, но без звука.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Микрофон</translation>
    </message>
    <message>
        <source>Loudspeaker</source>
        <translation>Динамик</translation>
    </message>
    <message>
        <source>Ring on</source>
        <translation>Устройство звонка</translation>
    </message>
    <message>
        <source>Ring when somebody calls</source>
        <translation>Звонить при входящем вызове</translation>
    </message>
    <message>
        <source>Try the ringing</source>
        <translation>Проверить звонок</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Громкость микрофона</translation>
    </message>
    <message>
        <source>Level of the loudspeaker</source>
        <translation>Громкость динамика</translation>
    </message>
    <message>
        <source>What others hear of you</source>
        <translation>Что слышат от вас другие</translation>
    </message>
    <message>
        <source>Even out how loud I speak</source>
        <translation>Выравнивать громкость голоса</translation>
    </message>
    <message>
        <source>This computer has no microphone now. Others do not hear you.</source>
        <translation>Сейчас у компьютера нет микрофона. Вас не слышно.</translation>
    </message>
    <message>
        <source>This computer has no loudspeaker now. You do not hear others.</source>
        <translation>Сейчас у компьютера нет динамика. Вам никого не слышно.</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>A device that is away now</source>
        <translation>Устройство сейчас отключено</translation>
    </message>
</context>
<context>
    <name>SoundPanel</name>
    <message>
        <source>Microphone</source>
        <translation>Микрофон</translation>
    </message>
    <message>
        <source>Loudness of the microphone</source>
        <translation>Громкость микрофона</translation>
    </message>
    <message>
        <source>Loudspeaker</source>
        <translation>Динамик</translation>
    </message>
    <message>
        <source>Loudness of the loudspeaker</source>
        <translation>Громкость динамика</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>A device that is away now</source>
        <translation>Устройство сейчас отключено</translation>
    </message>
</context>
<context>
    <name>SoundTrials</name>
    <message>
        <source>Try it out</source>
        <translation>Проверка</translation>
    </message>
    <message>
        <source>Loudness of your microphone</source>
        <translation>Громкость вашего микрофона</translation>
    </message>
    <message>
        <source>Test the microphone</source>
        <translation>Проверить микрофон</translation>
    </message>
    <message>
        <source>Record and play back</source>
        <translation>Записать и прослушать</translation>
    </message>
    <message>
        <source>Play a tune</source>
        <translation>Сыграть мелодию</translation>
    </message>
    <message>
        <source>Try the ringing</source>
        <translation>Прослушать мелодию звонка</translation>
    </message>
    <message>
        <source>It did not work: {problem}</source>
        <translation>Не получилось: {problem}</translation>
    </message>
    <message>
        <source>Say something now; three seconds are recorded.</source>
        <translation>Скажите что-нибудь: записываются три секунды.</translation>
    </message>
    <message>
        <source>This is what others hear of you.</source>
        <translation>Так вас слышат другие.</translation>
    </message>
    <message>
        <source>You should hear something now.</source>
        <translation>Сейчас вы должны что-то слышать.</translation>
    </message>
    <message>
        <source>Speak: the bar has to move, and turn orange only when you shout.</source>
        <translation>Говорите: полоска должна двигаться и становиться оранжевой, только если кричать.</translation>
    </message>
</context>
<context>
    <name>Standing</name>
    <message>
        <source>Always do this for calls of this account</source>
        <translation>Всегда так для звонков этой учётной записи</translation>
    </message>
    <message>
        <source>Always do this for {whom}</source>
        <translation>Всегда так: {whom}</translation>
    </message>
    <message>
        <source>Never for calls of this account</source>
        <translation>Никогда для звонков этой учётной записи</translation>
    </message>
    <message>
        <source>Never for {whom}</source>
        <translation>Никогда: {whom}</translation>
    </message>
</context>
<context>
    <name>Startup</name>
    <message>
        <source>The file with your contacts and history was damaged.</source>
        <translation>Файл с вашими контактами и историей был повреждён.</translation>
    </message>
    <message>
        <source>It was set aside as %1; nothing was deleted.</source>
        <translation>Он отложен как %1, ничего не удалено.</translation>
    </message>
    <message>
        <source>The file with your contacts and history was missing.</source>
        <translation>Файла с вашими контактами и историей не оказалось на месте.</translation>
    </message>
    <message>
        <source>The backup of %1 took its place.</source>
        <translation>Вместо него взята резервная копия от %1.</translation>
    </message>
    <message>
        <source>Contacts read from the damaged file: %1.</source>
        <translation>Контактов прочитано из повреждённого файла: %1.</translation>
    </message>
    <message>
        <source>The phone starts with an empty address book.</source>
        <translation>Телефон начинает работу с пустой адресной книгой.</translation>
    </message>
    <message>
        <source>Your contacts and history cannot be opened, and were left as they are. You can call and be called; nothing new is kept after you close the phone. The reason: %1</source>
        <translation>Ваши контакты и история не открываются и оставлены как есть. Звонить и принимать звонки можно; новое не сохранится после закрытия телефона. Причина: %1</translation>
    </message>
    <message>
        <source>The settings file could not be read, so the phone starts with its defaults.</source>
        <translation>Файл настроек не читается, поэтому телефон запущен с настройками по умолчанию.</translation>
    </message>
    <message>
        <source>Your file was set aside as %1.</source>
        <translation>Ваш файл отложен как %1.</translation>
    </message>
    <message>
        <source>Some settings have no meaning here and their defaults are used: %1.</source>
        <translation>Некоторые настройки непонятны, для них взяты значения по умолчанию: %1.</translation>
    </message>
</context>
<context>
    <name>StatisticsPart</name>
    <message>
        <source>Statistics of the calls</source>
        <translation>Статистика звонков</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Скопировать</translation>
    </message>
    <message>
        <source>There was no call since the phone was started.</source>
        <translation>С запуска телефона звонков не было.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Account: {state}</source>
        <translation>Учётная запись: {state}</translation>
    </message>
</context>
<context>
    <name>SuggestionPopup</name>
    <message>
        <source>Suggestions</source>
        <translation>Подсказки</translation>
    </message>
</context>
<context>
    <name>Talk</name>
    <message>
        <source>You and {name} have both put this call on hold.</source>
        <translation>{name}: звонок на удержании с обеих сторон.</translation>
    </message>
    <message>
        <source>{name} is on hold. Neither of you hears the other.</source>
        <translation>{name} на удержании. Вы друг друга не слышите.</translation>
    </message>
    <message>
        <source>{name} has put you on hold.</source>
        <translation>{name}: вас поставили на удержание.</translation>
    </message>
    <message>
        <source>Conference: you, {names}.</source>
        <translation>Конференция: вы, {names}.</translation>
    </message>
    <message>
        <source>{name} is being transferred to {to}…</source>
        <translation>{name}: перевод на {to}…</translation>
    </message>
    <message>
        <source>{name} is calling {to} now…</source>
        <translation>{name}: идёт вызов {to}…</translation>
    </message>
    <message>
        <source>{name} is talking with {to} now.</source>
        <translation>{name} теперь говорит с новым собеседником: {to}.</translation>
    </message>
    <message>
        <source>The transfer to {to} did not work.</source>
        <translation>Перевести на {to} не удалось.</translation>
    </message>
    <message>
        <source>{to} is busy ({status}).</source>
        <translation>{to}: занято ({status}).</translation>
    </message>
    <message>
        <source>{to} cannot be found ({status}).</source>
        <translation>{to}: такого адреса нет ({status}).</translation>
    </message>
    <message>
        <source>{to} declined ({status}).</source>
        <translation>{to}: звонок отклонён ({status}).</translation>
    </message>
    <message>
        <source>{to} did not answer ({status}).</source>
        <translation>{to} не отвечает ({status}).</translation>
    </message>
    <message>
        <source>{to} is reached elsewhere now ({status}).</source>
        <translation>{to}: теперь другой адрес ({status}).</translation>
    </message>
    <message>
        <source>{name}&apos;s phone takes no transfers ({status}).</source>
        <translation>{name}: телефон не принимает переводов ({status}).</translation>
    </message>
    <message>
        <source>{name}&apos;s phone did not take the transfer ({status}).</source>
        <translation>{name}: телефон не выполнил перевод ({status}).</translation>
    </message>
    <message>
        <source>The transfer to {to} did not work ({status}).</source>
        <translation>Перевести на {to} не удалось ({status}).</translation>
    </message>
    <message>
        <source>{name} is still here, on hold.</source>
        <translation>{name} всё ещё здесь, на удержании.</translation>
    </message>
    <message>
        <source>{name} is still here.</source>
        <translation>{name} всё ещё здесь.</translation>
    </message>
    <message>
        <source>{who} has connected you with {name}.</source>
        <translation>{who} соединяет вас с новым собеседником: {name}.</translation>
    </message>
    <message>
        <source>You were connected with {name}.</source>
        <translation>Вас соединили с новым собеседником: {name}.</translation>
    </message>
    <message>
        <source>This phone answered by itself, as you have set it.</source>
        <translation>Этот телефон ответил сам, как вы и указали.</translation>
    </message>
    <message>
        <source>This phone answered by itself, as you have set it. They hear you.</source>
        <translation>Этот телефон ответил сам, как вы и указали. Вас слышно.</translation>
    </message>
    <message>
        <source>It did not ring: you do not want to be disturbed.</source>
        <translation>Телефон не звонил: вы просили не беспокоить.</translation>
    </message>
    <message>
        <source>It did not ring: only your contacts may ring.</source>
        <translation>Телефон не звонил: дозвониться могут только контакты.</translation>
    </message>
    <message>
        <source>It did not ring: you have blocked this caller.</source>
        <translation>Телефон не звонил: вы заблокировали звонящего.</translation>
    </message>
    <message>
        <source>It did not ring: you were in another call.</source>
        <translation>Телефон не звонил: шёл другой разговор.</translation>
    </message>
    <message>
        <source>It did not ring: this phone had as many calls as it can carry.</source>
        <translation>Телефон не звонил: больше звонков он не вмещал.</translation>
    </message>
    <message>
        <source>It did not ring: the two phones share no codec or no encryption.</source>
        <translation>Телефон не звонил: у двух телефонов нет общего кодека или шифрования.</translation>
    </message>
    <message>
        <source>It did not ring: too many callers came at once.</source>
        <translation>Телефон не звонил: слишком много звонков сразу.</translation>
    </message>
    <message>
        <source>{name} is being called.</source>
        <translation>Идёт вызов: {name}.</translation>
    </message>
    <message>
        <source>The call to {name} waits for your choice.</source>
        <translation>{name}: звонок ждёт вашего выбора.</translation>
    </message>
    <message>
        <source>{name} waits on hold.</source>
        <translation>{name} ждёт на удержании.</translation>
    </message>
    <message>
        <source>{name} is on hold.</source>
        <translation>{name} на удержании.</translation>
    </message>
    <message>
        <source>You are talking with {name}.</source>
        <translation>Идёт разговор: {name}.</translation>
    </message>
    <message>
        <source>A call from {name} was kept away.</source>
        <translation>Отсеян звонок: {name}.</translation>
    </message>
    <message numerus="yes">
        <source>%n caller(s) were kept away.</source>
        <translation>
            <numerusform>Отсеян %n звонок.</numerusform>
            <numerusform>Отсеяно %n звонка.</numerusform>
            <numerusform>Отсеяно %n звонков.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TalkRemarks</name>
    <message>
        <source>Resume</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Выключить микрофон</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Показать в папке</translation>
    </message>
    <message>
        <source>You do not hear them: the loudspeaker is silenced for this call.</source>
        <translation>Вы не слышите собеседника: для этого звонка звук заглушён.</translation>
    </message>
    <message>
        <source>The other side did not take the last digits.</source>
        <translation>Собеседник не принял последние цифры.</translation>
    </message>
    <message>
        <source>The recording is kept: {file}</source>
        <translation>Запись сохранена: {file}</translation>
    </message>
    <message>
        <source>The recording stopped by itself ({reason}). The call goes on.</source>
        <translation>Запись остановилась сама ({reason}). Разговор продолжается.</translation>
    </message>
    <message>
        <source>You pressed {digits}</source>
        <translation>Вы нажали {digits}</translation>
    </message>
    <message>
        <source>They pressed {digits}</source>
        <translation>Собеседник нажал {digits}</translation>
    </message>
</context>
<context>
    <name>TargetRow</name>
    <message>
        <source>Prefer this one more</source>
        <translation>Поднять в списке</translation>
    </message>
    <message>
        <source>Prefer this one less</source>
        <translation>Опустить в списке</translation>
    </message>
    <message>
        <source>Remove this line</source>
        <translation>Удалить эту строку</translation>
    </message>
    <message>
        <source>What callers read, e.g. Front desk</source>
        <translation>Что прочтёт звонящий, например «Приёмная»</translation>
    </message>
    <message>
        <source>Kind of line {number}</source>
        <translation>Вид строки {number}</translation>
    </message>
    <message>
        <source>Address of line {number}</source>
        <translation>Адрес в строке {number}</translation>
    </message>
    <message>
        <source>Label of line {number}</source>
        <translation>Подпись строки {number}</translation>
    </message>
</context>
<context>
    <name>TargetRows</name>
    <message>
        <source>Call</source>
        <translation>Звонок</translation>
    </message>
    <message>
        <source>Voicemail</source>
        <translation>Голосовая почта</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Почта</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Сайт</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Сообщение</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Чат</translation>
    </message>
    <message>
        <source>Add a line</source>
        <translation>Добавить строку</translation>
    </message>
    <message>
        <source>Here only an address that can be called will do.</source>
        <translation>Здесь годится только адрес, на который можно позвонить.</translation>
    </message>
    <message>
        <source>This is your own address: callers would come back here.</source>
        <translation>Это ваш собственный адрес: звонящие вернулись бы сюда.</translation>
    </message>
</context>
<context>
    <name>ThreadModel</name>
    <message>
        <source>You</source>
        <translation>Вы</translation>
    </message>
    <message>
        <source>They</source>
        <translation>Собеседник</translation>
    </message>
</context>
<context>
    <name>ThreadView</name>
    <message>
        <source>Messages</source>
        <translation>Сообщения</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Скопировать</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show the phone</source>
        <translation>Показать телефон</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Выйти</translation>
    </message>
    <message>
        <source>Answer {name}</source>
        <translation>Ответить: {name}</translation>
    </message>
    <message>
        <source>Decline {name}</source>
        <translation>Отклонить: {name}</translation>
    </message>
    <message>
        <source>Switch the microphone on</source>
        <translation>Включить микрофон</translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation>Выключить микрофон</translation>
    </message>
    <message>
        <source>Hang up: {name}</source>
        <translation>Завершить: {name}</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Позвонить</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>На связи</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Нет на месте</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Занят</translation>
    </message>
    <message>
        <source>My state: {state}</source>
        <translation>Моё состояние: {state}</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Не беспокоить</translation>
    </message>
    <message>
        <source>Redirect Softphone</source>
        <translation>Redirect Softphone</translation>
    </message>
    <message numerus="yes">
        <source>%n missed call(s)</source>
        <translation>
            <numerusform>%n пропущенный звонок</numerusform>
            <numerusform>%n пропущенных звонка</numerusform>
            <numerusform>%n пропущенных звонков</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrustFold</name>
    <message>
        <source>Where this answer came from</source>
        <translation>Откуда пришёл этот ответ</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Было</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Стало</translation>
    </message>
</context>
<context>
    <name>TrustText</name>
    <message>
        <source>Over {transport} from {source}; the server&apos;s certificate was verified.</source>
        <translation>По {transport} от {source}; сертификат сервера проверен.</translation>
    </message>
    <message>
        <source>Over {transport} from {source}; the server&apos;s certificate was not verified.</source>
        <translation>По {transport} от {source}; сертификат сервера не проверен.</translation>
    </message>
    <message>
        <source>Over {transport} from {source}, not encrypted: others on the way could have written it.</source>
        <translation>По {transport} от {source}, без шифрования: ответ мог подделать кто угодно по дороге.</translation>
    </message>
    <message>
        <source>an unknown address</source>
        <translation>неизвестного адреса</translation>
    </message>
    <message>
        <source>It came from your account&apos;s own proxy, {proxy}.</source>
        <translation>Пришёл от прокси вашей учётной записи, {proxy}.</translation>
    </message>
    <message>
        <source>It did not come from your account&apos;s proxy, {proxy}, but from a stranger.</source>
        <translation>Пришёл не от прокси вашей учётной записи, {proxy}, а от постороннего.</translation>
    </message>
    <message>
        <source>Whether it came from your account&apos;s proxy, {proxy}, cannot be told.</source>
        <translation>Неизвестно, пришёл ли он от прокси вашей учётной записи, {proxy}.</translation>
    </message>
    <message>
        <source>It came from the server that was asked.</source>
        <translation>Пришёл от того сервера, к которому обращались.</translation>
    </message>
    <message>
        <source>It came from another server than the one that was asked.</source>
        <translation>Пришёл не от того сервера, к которому обращались.</translation>
    </message>
    <message>
        <source>kind of address</source>
        <translation>вид адреса</translation>
    </message>
    <message>
        <source>name</source>
        <translation>имя</translation>
    </message>
    <message>
        <source>domain</source>
        <translation>домен</translation>
    </message>
    <message>
        <source>port</source>
        <translation>порт</translation>
    </message>
    <message>
        <source>transport</source>
        <translation>транспорт</translation>
    </message>
    <message>
        <source>Different from the address before: {parts}</source>
        <translation>Отличается от прежнего адреса: {parts}</translation>
    </message>
    <message>
        <source>Removed from the new address: {headers}</source>
        <translation>Удалено из нового адреса: {headers}</translation>
    </message>
</context>
<context>
    <name>VoicemailLine</name>
    <message numerus="yes">
        <source>%n new voice message(s)</source>
        <translation>
            <numerusform>Голосовая почта: %n</numerusform>
            <numerusform>Голосовая почта: %n</numerusform>
            <numerusform>Голосовая почта: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Voice messages wait for you</source>
        <translation>Есть голосовая почта</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Прослушать</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Redirect Softphone</source>
        <translation>Redirect Softphone</translation>
    </message>
    <message>
        <source>Opening your data…</source>
        <translation>Открываем ваши данные…</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>Сколько уже сделано</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Не сейчас</translation>
    </message>
    <message>
        <source>Ends the phone. Your data stay as they are.</source>
        <translation>Телефон закроется. Данные останутся как есть.</translation>
    </message>
    <message>
        <source>What you have opened meanwhile is shown then.</source>
        <translation>То, что вы открыли за это время, будет показано потом.</translation>
    </message>
    <message>
        <source>Bringing your data up to date…</source>
        <translation>Приводим данные к новой версии…</translation>
    </message>
    <message>
        <source>This is needed once after an update, and can take a minute when the history is long. The phone opens by itself when it is done.</source>
        <translation>Это нужно один раз после обновления и при длинной истории может занять минуту. Телефон откроется сам, когда всё будет готово.</translation>
    </message>
</context>
<context>
    <name>WhoCalls</name>
    <message>
        <source>Who calls</source>
        <translation>Кто звонит</translation>
    </message>
    <message>
        <source>Name in your contacts</source>
        <translation>Имя из ваших контактов</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>Whoever calls {account}</source>
        <translation>Кто звонит на {account}</translation>
    </message>
    <message>
        <source>One person of my contacts</source>
        <translation>Один человек из моих контактов</translation>
    </message>
    <message>
        <source>Choose somebody from your contacts.</source>
        <translation>Выберите кого-нибудь из ваших контактов.</translation>
    </message>
</context>
<context>
    <name>WirePart</name>
    <message>
        <source>What the phone and the servers said to each other. Answers to passwords are left out.</source>
        <translation>Что телефон и серверы сказали друг другу. Ответы на запрос пароля опущены.</translation>
    </message>
    <message>
        <source>Messages of</source>
        <translation>Какие сообщения</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Обновить</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Скопировать всё</translation>
    </message>
    <message>
        <source>no call: registrations, presence, tests</source>
        <translation>вне звонков: регистрации, присутствие, проверки</translation>
    </message>
    <message>
        <source>No message was seen yet.</source>
        <translation>Сообщений пока не было.</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Вы</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>The call is being forwarded…</source>
        <translation>Звонок перенаправляется…</translation>
    </message>
    <message>
        <source>Calling…</source>
        <translation>Вызов…</translation>
    </message>
    <message>
        <source>Ringing; the other side already sends sound</source>
        <translation>Идут гудки; собеседник уже передаёт звук</translation>
    </message>
    <message>
        <source>Ringing…</source>
        <translation>Идут гудки…</translation>
    </message>
    <message>
        <source>is calling you</source>
        <translation>звонит вам</translation>
    </message>
    <message>
        <source>In a call</source>
        <translation>Идёт разговор</translation>
    </message>
    <message>
        <source>Hanging up…</source>
        <translation>Завершение…</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>На удержании</translation>
    </message>
    <message>
        <source>In a conference</source>
        <translation>Идёт конференция</translation>
    </message>
    <message>
        <source>Message not delivered · there is another address</source>
        <translation>Не доставлено · есть другой адрес</translation>
    </message>
    <message>
        <source>Sending the message…</source>
        <translation>Сообщение отправляется…</translation>
    </message>
    <message>
        <source>Message passed on</source>
        <translation>Сообщение передано дальше</translation>
    </message>
    <message>
        <source>Message delivered</source>
        <translation>Сообщение доставлено</translation>
    </message>
    <message>
        <source>Message received</source>
        <translation>Сообщение получено</translation>
    </message>
    <message>
        <source>Message not delivered</source>
        <translation>Сообщение не доставлено</translation>
    </message>
    <message>
        <source>Call not connected · the address has moved</source>
        <translation>Не соединено · адрес сменился</translation>
    </message>
    <message>
        <source>Call not connected · elsewhere for now</source>
        <translation>Не соединено · временно в другом месте</translation>
    </message>
    <message>
        <source>Call not connected · a proxy is asked for</source>
        <translation>Не соединено · нужен прокси</translation>
    </message>
    <message>
        <source>Call not connected · other services are offered</source>
        <translation>Не соединено · предложен другой способ</translation>
    </message>
    <message>
        <source>Call not connected · there is a choice</source>
        <translation>Не соединено · есть выбор</translation>
    </message>
    <message>
        <source>Call ended · {duration}</source>
        <translation>Звонок завершён · {duration}</translation>
    </message>
    <message>
        <source>Call ended</source>
        <translation>Звонок завершён</translation>
    </message>
    <message>
        <source>The other side hung up.</source>
        <translation>Собеседник положил трубку.</translation>
    </message>
    <message>
        <source>You hung up.</source>
        <translation>Вы положили трубку.</translation>
    </message>
    <message>
        <source>The call has ended</source>
        <translation>Звонок завершён</translation>
    </message>
    <message>
        <source>You hung up before an answer</source>
        <translation>Вы положили трубку до ответа</translation>
    </message>
    <message>
        <source>The history keeps the attempt.</source>
        <translation>Попытка осталась в истории.</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>Пропущенный звонок</translation>
    </message>
    <message>
        <source>Nobody answered here. You can call back.</source>
        <translation>Здесь никто не ответил. Можно перезвонить.</translation>
    </message>
    <message>
        <source>You declined the call</source>
        <translation>Вы отклонили звонок</translation>
    </message>
    <message>
        <source>You can call back when it suits you.</source>
        <translation>Можно перезвонить, когда вам удобно.</translation>
    </message>
    <message>
        <source>You took none of the offers</source>
        <translation>Вы ничего не выбрали</translation>
    </message>
    <message>
        <source>Nothing was changed. You can call again at any time.</source>
        <translation>Ничего не изменено. Можно позвонить снова в любое время.</translation>
    </message>
    <message>
        <source>You took another way</source>
        <translation>Вы выбрали другой способ</translation>
    </message>
    <message>
        <source>No call was placed. The history keeps what was offered.</source>
        <translation>Звонка не было. Что было предложено, хранит история.</translation>
    </message>
    <message>
        <source>A message for you</source>
        <translation>Вам сообщение</translation>
    </message>
    <message>
        <source>The history keeps it.</source>
        <translation>Оно сохранено в истории.</translation>
    </message>
    <message>
        <source>The caller was sent elsewhere</source>
        <translation>Звонящий переадресован</translation>
    </message>
    <message>
        <source>This phone told them where, as you wanted.</source>
        <translation>Этот телефон сообщил, куда звонить, как вы и хотели.</translation>
    </message>
    <message>
        <source>This phone told them where, as you have set it.</source>
        <translation>Этот телефон сообщил, куда звонить, как вы и указали.</translation>
    </message>
    <message>
        <source>The call was lost</source>
        <translation>Звонок прервался</translation>
    </message>
    <message>
        <source>The part of this phone that carries calls stopped and is being started again. Contacts and history are safe. Call again in a moment.</source>
        <translation>Часть телефона, которая ведёт звонки, остановилась и запускается снова. Контакты и история целы. Позвоните ещё раз через несколько секунд.</translation>
    </message>
    <message>
        <source>This phone carries four calls at once</source>
        <translation>Этот телефон ведёт не больше четырёх звонков сразу</translation>
    </message>
    <message>
        <source>Nobody was called. End one of the calls, then call again.</source>
        <translation>Никому не позвонили. Завершите один из звонков и позвоните снова.</translation>
    </message>
    <message>
        <source>There is no way that is encrypted throughout</source>
        <translation>Нет пути, зашифрованного целиком</translation>
    </message>
    <message>
        <source>The address asks for encryption all the way (sips:), and the other side cannot be reached so. Call it with sip: if encryption as far as your server is enough.</source>
        <translation>Адрес требует шифрования на всём пути (sips:), а до собеседника так не дозвониться. Если довольно шифрования до вашего сервера, звоните по адресу с sip:.</translation>
    </message>
    <message>
        <source>The call was handed over</source>
        <translation>Звонок передан</translation>
    </message>
    <message>
        <source>The two phones could not agree on the sound.</source>
        <translation>Телефоны не смогли договориться о звуке.</translation>
    </message>
    <message>
        <source>The other side could not be reached any more.</source>
        <translation>С собеседником пропала связь.</translation>
    </message>
    <message>
        <source>You can call back.</source>
        <translation>Можно перезвонить.</translation>
    </message>
    <message>
        <source>A caller was kept away</source>
        <translation>Звонок отсеян</translation>
    </message>
    <message>
        <source>The message was not delivered</source>
        <translation>Сообщение не доставлено</translation>
    </message>
    <message>
        <source>The message was passed on</source>
        <translation>Сообщение передано дальше</translation>
    </message>
    <message>
        <source>A server has taken it. Whether it arrives is not told.</source>
        <translation>Его принял сервер. Дошло ли оно, он не сообщает.</translation>
    </message>
    <message>
        <source>The message was delivered</source>
        <translation>Сообщение доставлено</translation>
    </message>
    <message>
        <source>The other side has taken it.</source>
        <translation>Другая сторона его приняла.</translation>
    </message>
    <message>
        <source>You stopped before the other side had answered; it may have come through all the same.</source>
        <translation>Вы остановили отправку до ответа; сообщение всё же могло дойти.</translation>
    </message>
    <message>
        <source>You took none of the offers, so it was sent nowhere else.</source>
        <translation>Вы ничего не выбрали, и больше никуда оно не отправлено.</translation>
    </message>
    <message>
        <source>You took another way. The history keeps what was offered.</source>
        <translation>Вы выбрали другой способ. Что было предложено, хранит история.</translation>
    </message>
    <message>
        <source>The part of this phone that sends it stopped and is being started again. Send it again.</source>
        <translation>Часть телефона, которая его отправляет, остановилась и запускается снова. Отправьте ещё раз.</translation>
    </message>
    <message>
        <source>Their phone takes no text messages. Call them instead.</source>
        <translation>Телефон собеседника не принимает сообщений. Лучше позвоните.</translation>
    </message>
    <message>
        <source>There is nobody at this address. Check the spelling.</source>
        <translation>По этому адресу никого нет. Проверьте написание.</translation>
    </message>
    <message>
        <source>They cannot be reached at the moment. Send it again later.</source>
        <translation>Сейчас они недоступны. Отправьте позже.</translation>
    </message>
    <message>
        <source>The other side refused it. Nothing else was sent.</source>
        <translation>Другая сторона отказалась. Больше ничего не отправлено.</translation>
    </message>
    <message>
        <source>Sent on too many times</source>
        <translation>Слишком много переадресаций</translation>
    </message>
    <message>
        <source>Each address pointed to yet another one, so the phone stopped at the limit in the settings. Nothing more was saved. Ask the person for the right address.</source>
        <translation>Каждый адрес указывал на следующий, и телефон остановился на пределе из настроек. Больше ничего не сохранено. Узнайте верный адрес у самого человека.</translation>
    </message>
    <message>
        <source>The addresses point at each other</source>
        <translation>Адреса указывают друг на друга</translation>
    </message>
    <message>
        <source>The answer led back to an address that was tried already, so the phone stopped. Their server is set up wrongly; ask the person for another address.</source>
        <translation>Ответ указал на адрес, который уже пробовали, и телефон остановился. Тот сервер настроен неверно; попросите у человека другой адрес.</translation>
    </message>
    <message>
        <source>The answer names no address that can be used</source>
        <translation>В ответе нет пригодного адреса</translation>
    </message>
    <message>
        <source>It sends you elsewhere, but names no place, or none that can be read or is allowed. Nothing was changed. The SIP response shows what came.</source>
        <translation>Вас направляют в другое место, но не сказано куда, либо адрес не читается или недопустим. Ничего не изменено. Что пришло, видно в ответе SIP.</translation>
    </message>
    <message>
        <source>This must not be followed without your click</source>
        <translation>Без вашего нажатия этого делать нельзя</translation>
    </message>
    <message>
        <source>Nothing was called and nothing was changed. Call again to decide yourself.</source>
        <translation>Звонка не было, ничего не изменено. Позвоните ещё раз, чтобы решить самим.</translation>
    </message>
    <message>
        <source>None of the new addresses answered</source>
        <translation>Ни один из новых адресов не ответил</translation>
    </message>
    <message>
        <source>All that the answer named were tried. Call again later, or by another way.</source>
        <translation>Все названные в ответе опробованы. Позвоните позже или другим способом.</translation>
    </message>
    <message>
        <source>Not followed, as your rule says</source>
        <translation>Переход не выполнен по вашему правилу</translation>
    </message>
    <message>
        <source>The call was sent elsewhere, and you want that never to be followed here.</source>
        <translation>Звонок направляли в другое место, а вы просили здесь никогда не переходить.</translation>
    </message>
    <message>
        <source>An answer from a stranger was ignored</source>
        <translation>Ответ от постороннего отброшен</translation>
    </message>
    <message>
        <source>It did not come from your account&apos;s proxy, so nothing of it was believed or changed. Call again.</source>
        <translation>Он пришёл не от прокси вашей учётной записи, поэтому ему не поверили и ничего не изменили. Позвоните снова.</translation>
    </message>
    <message>
        <source>The call could not be taken</source>
        <translation>Принять звонок не удалось</translation>
    </message>
    <message>
        <source>The caller&apos;s phone and this one did not come together.</source>
        <translation>Телефон звонящего и этот не смогли договориться.</translation>
    </message>
    <message>
        <source>The server did not accept the password</source>
        <translation>Сервер не принял пароль</translation>
    </message>
    <message>
        <source>Check the user name and password of the account in the settings.</source>
        <translation>Проверьте имя и пароль учётной записи в настройках.</translation>
    </message>
    <message>
        <source>The call is not allowed</source>
        <translation>Звонок не разрешён</translation>
    </message>
    <message>
        <source>The server refuses it. Check the account, or ask your provider.</source>
        <translation>Сервер отказывает. Проверьте учётную запись или спросите оператора.</translation>
    </message>
    <message>
        <source>There is nobody at this address</source>
        <translation>По этому адресу никого нет</translation>
    </message>
    <message>
        <source>Check the spelling, or ask the person for the address.</source>
        <translation>Проверьте написание или спросите адрес у самого человека.</translation>
    </message>
    <message>
        <source>No answer came</source>
        <translation>Ответа не было</translation>
    </message>
    <message>
        <source>The server may be out of reach. Check the network, then call again.</source>
        <translation>Возможно, сервер недоступен. Проверьте сеть и позвоните ещё раз.</translation>
    </message>
    <message>
        <source>The address is gone and no new one is known</source>
        <translation>Адреса больше нет, новый неизвестен</translation>
    </message>
    <message>
        <source>Ask the person for the new address; the contact was not changed.</source>
        <translation>Узнайте новый адрес у самого человека; контакт не изменён.</translation>
    </message>
    <message>
        <source>Not reachable at the moment</source>
        <translation>Сейчас недоступен</translation>
    </message>
    <message>
        <source>Their phone is off or not registered. Try again later.</source>
        <translation>Телефон выключен или не зарегистрирован. Попробуйте позже.</translation>
    </message>
    <message>
        <source>The number is incomplete</source>
        <translation>Номер неполный</translation>
    </message>
    <message>
        <source>Add the missing digits and call again.</source>
        <translation>Добавьте недостающие цифры и позвоните ещё раз.</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Занято</translation>
    </message>
    <message>
        <source>They are in another call. Try again in a few minutes.</source>
        <translation>Идёт другой разговор. Попробуйте через несколько минут.</translation>
    </message>
    <message>
        <source>The call was cancelled</source>
        <translation>Звонок отменён</translation>
    </message>
    <message>
        <source>It ended before anybody answered. You can call again.</source>
        <translation>Он закончился до ответа. Можно позвонить ещё раз.</translation>
    </message>
    <message>
        <source>The phones found no common way to talk</source>
        <translation>Телефоны не нашли общего способа говорить</translation>
    </message>
    <message>
        <source>They share no sound format or encryption. Calling again will not help.</source>
        <translation>У них нет общего формата звука или шифрования. Повторный звонок не поможет.</translation>
    </message>
    <message>
        <source>The service cannot take calls now</source>
        <translation>Служба сейчас не принимает звонки</translation>
    </message>
    <message>
        <source>It is overloaded, under maintenance or out of reach. Try again later.</source>
        <translation>Она перегружена, на обслуживании или недоступна. Попробуйте позже.</translation>
    </message>
    <message>
        <source>The call was declined</source>
        <translation>Звонок отклонён</translation>
    </message>
    <message>
        <source>They do not want to take it now. Try later, or write a message.</source>
        <translation>Сейчас на него не хотят отвечать. Попробуйте позже или напишите сообщение.</translation>
    </message>
    <message>
        <source>Their server had a fault</source>
        <translation>На том сервере произошла ошибка</translation>
    </message>
    <message>
        <source>It is not your doing. Try again later.</source>
        <translation>Вы тут ни при чём. Попробуйте позже.</translation>
    </message>
    <message>
        <source>The call is refused everywhere</source>
        <translation>Звонок отклонён везде</translation>
    </message>
    <message>
        <source>No other address of theirs will take it now. Try again later.</source>
        <translation>Ни один другой адрес его сейчас не примет. Попробуйте позже.</translation>
    </message>
    <message>
        <source>The call failed</source>
        <translation>Звонок не удался</translation>
    </message>
    <message>
        <source>Nothing was changed. The SIP response says more, if one came.</source>
        <translation>Ничего не изменено. Подробности в ответе SIP, если он пришёл.</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n секунду</numerusform>
            <numerusform>%n секунды</numerusform>
            <numerusform>%n секунд</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n минуту</numerusform>
            <numerusform>%n минуты</numerusform>
            <numerusform>%n минут</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n час</numerusform>
            <numerusform>%n часа</numerusform>
            <numerusform>%n часов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n день</numerusform>
            <numerusform>%n дня</numerusform>
            <numerusform>%n дней</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Writing</name>
    <message>
        <source>Write a message</source>
        <translation>Напишите сообщение</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Отправить</translation>
    </message>
    <message>
        <source>Send (Enter); Shift+Enter begins a line</source>
        <translation>Отправить (Enter); Shift+Enter — новая строка</translation>
    </message>
    <message>
        <source>Message to {whom}</source>
        <translation>Сообщение: {whom}</translation>
    </message>
    <message>
        <source>Too long for one message: shorten it a little.</source>
        <translation>Слишком длинно для одного сообщения: немного сократите.</translation>
    </message>
</context>
<context>
    <name>_Head</name>
    <message>
        <source>Taking part: {peers}</source>
        <translation>Участвуют: {peers}</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Вы</translation>
    </message>
</context>
<context>
    <name>_Locks</name>
    <message>
        <source>Signalling encrypted (TLS)</source>
        <translation>Сигнализация зашифрована (TLS)</translation>
    </message>
    <message>
        <source>Signalling encrypted (TLS), but nobody checked with whom</source>
        <translation>Сигнализация зашифрована (TLS), но с кем — не проверено</translation>
    </message>
    <message>
        <source>Signalling not encrypted ({transport})</source>
        <translation>Сигнализация не зашифрована ({transport})</translation>
    </message>
    <message>
        <source>Sound encrypted, but the keys travelled unencrypted</source>
        <translation>Звук зашифрован, но ключи переданы без шифрования</translation>
    </message>
    <message>
        <source>Sound encrypted, but nobody checked with whom</source>
        <translation>Звук зашифрован, но с кем — не проверено</translation>
    </message>
    <message>
        <source>Sound encrypted</source>
        <translation>Звук зашифрован</translation>
    </message>
    <message>
        <source>Sound not encrypted</source>
        <translation>Звук не зашифрован</translation>
    </message>
</context>
</TS>
