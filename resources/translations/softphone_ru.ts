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
        <source>Calls, contacts, history, settings</source>
        <translation>Звонки, контакты, история, настройки</translation>
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
        <source>More settings</source>
        <translation>Другие настройки</translation>
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
        <source>Check the server&apos;s certificate (TLS)</source>
        <translation>Проверять сертификат сервера (TLS)</translation>
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
        <translation>звонки идут отсюда</translation>
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
    <name>CallControls</name>
    <message>
        <source>Mute</source>
        <translation>Выключить микрофон</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Клавиатура</translation>
    </message>
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
        <source>Hang up</source>
        <translation>Положить трубку</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>Перезвонить</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Включить микрофон</translation>
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
        <source>Enter: answer · Esc: decline</source>
        <translation>Enter: ответить · Esc: отклонить</translation>
    </message>
    <message>
        <source>{name} was added to your contacts</source>
        <translation>{name} теперь в ваших контактах</translation>
    </message>
    <message>
        <source>The address of {name} was updated</source>
        <translation>Адрес обновлён: {name}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
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
        <translation>там звонит…</translation>
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
        <source>Remembered moves</source>
        <translation>Запомненные переезды</translation>
    </message>
    <message>
        <source>None. Moves of people who are not in your contacts are listed here.</source>
        <translation>Пока нет. Здесь видны переезды тех, кого нет в ваших контактах.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Забыть</translation>
    </message>
    <message>
        <source>for good, since {date} ({status})</source>
        <translation>навсегда, с {date} ({status})</translation>
    </message>
    <message>
        <source>until {time} ({status})</source>
        <translation>до {time} ({status})</translation>
    </message>
    <message>
        <source>No account</source>
        <translation>Нет учётной записи</translation>
    </message>
    <message>
        <source>The move could not be forgotten ({reason}).</source>
        <translation>Не удалось забыть переезд ({reason}).</translation>
    </message>
</context>
<context>
    <name>CardPlan</name>
    <message>
        <source>Use once</source>
        <translation>Один раз</translation>
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
        <source>Update contact &amp; call</source>
        <translation>Обновить контакт и позвонить</translation>
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
        <source>{name} is at another address for now</source>
        <translation>{name} сейчас по другому адресу</translation>
    </message>
    <message>
        <source>The address answered {said}. {until}</source>
        <translation>Адрес ответил {said}. {until}</translation>
    </message>
    <message>
        <source>The call to {name} should go through a proxy</source>
        <translation>Звонок ({name}) должен пройти через прокси</translation>
    </message>
    <message>
        <source>The address answered {said}. The same call would be sent once through the server below, which then sees it. Nothing is saved.</source>
        <translation>Адрес ответил {said}. Тот же звонок один раз пойдёт через сервер ниже, и тот его увидит. Ничего не сохраняется.</translation>
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
        <source>The other one is good for this call only.</source>
        <translation>Другой действует только для этого звонка.</translation>
    </message>
    <message numerus="yes">
        <source>%n address(es) did not answer ({said}); here is the rest.</source>
        <translation>
            <numerusform>%n адрес не ответил ({said}); вот остальные.</numerusform>
            <numerusform>%n адреса не ответили ({said}); вот остальные.</numerusform>
            <numerusform>%n адресов не ответили ({said}); вот остальные.</numerusform>
        </translation>
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
        <source>Edit</source>
        <translation>Изменить</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Call {address}</source>
        <translation>Позвонить на {address}</translation>
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
        <translation>Отменить смену адреса {address}</translation>
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
        <source>Search contacts</source>
        <translation>Поиск контактов</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>Contacts could not be searched ({reason}).</source>
        <translation>Поиск по контактам не удался ({reason}).</translation>
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
        <source>Nobody here yet. People whom you add keep their addresses, also when they move.</source>
        <translation>Здесь пока никого. У тех, кого вы добавите, адреса сохранятся, даже если сменятся.</translation>
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
        <source>Received over {transport} from {source}</source>
        <translation>Получено по {transport} от {source}</translation>
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
</context>
<context>
    <name>ExplanationPanel</name>
    <message>
        <source>Close the explanation</source>
        <translation>Закрыть объяснение</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>Clear the history</source>
        <translation>Очистить историю</translation>
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
        <source>Remove all</source>
        <translation>Удалить все</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Оставить</translation>
    </message>
    <message>
        <source>The history could not be cleared ({reason}). Nothing was removed.</source>
        <translation>Историю очистить не удалось ({reason}). Ничего не удалено.</translation>
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
        <source>Remove</source>
        <translation>Удалить</translation>
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
    <name>HistoryText</name>
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
        <source>reached without a call</source>
        <translation>связь без звонка</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>прервался</translation>
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
        <source>Incoming call</source>
        <translation>Входящий звонок</translation>
    </message>
    <message>
        <source>Outgoing call</source>
        <translation>Исходящий звонок</translation>
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
        <source>tried to set parts of your call; they were removed</source>
        <translation>пытались задать части вашего звонка; они удалены</translation>
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
        <source>Type a name, a number or an address to call.</source>
        <translation>Введите имя, номер или адрес, чтобы позвонить.</translation>
    </message>
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
        <source>The settings could not be written ({reason}). They count until the phone is closed.</source>
        <translation>Настройки записать не удалось ({reason}). Они действуют до закрытия телефона.</translation>
    </message>
</context>
<context>
    <name>Navigator</name>
    <message>
        <source>The contact could not be read ({reason}).</source>
        <translation>Контакт прочитать не удалось ({reason}).</translation>
    </message>
    <message>
        <source>Remembered moves could not be read ({reason}).</source>
        <translation>Запомненные переезды прочитать не удалось ({reason}).</translation>
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
    <name>NotableLines</name>
    <message>
        <source>the answer came encrypted from a verified server</source>
        <translation>ответ пришёл зашифрованным от проверенного сервера</translation>
    </message>
    <message>
        <source>the call would carry along {headers}</source>
        <translation>звонок понесёт с собой {headers}</translation>
    </message>
    <message>
        <source>tried to set {headers} of your call; removed</source>
        <translation>пытались задать {headers} вашего звонка; удалено</translation>
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
        <source>Another program on this computer will be given this address:</source>
        <translation>Этот адрес будет передан другой программе на этом компьютере:</translation>
    </message>
    <message>
        <source>This phone hands no such address to other programs:</source>
        <translation>Такие адреса телефон другим программам не передаёт:</translation>
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
        <translation>Ни одна программа на этом компьютере не открывает этот адрес. Скопируйте его, чтобы использовать в другом месте.</translation>
    </message>
    <message>
        <source>Emergency service</source>
        <translation>Экстренная служба</translation>
    </message>
    <message>
        <source>did not answer: {status}</source>
        <translation>нет ответа: {status}</translation>
    </message>
    <message>
        <source>this phone cannot place it; use a telephone</source>
        <translation>этот телефон так позвонить не может; возьмите обычный</translation>
    </message>
    <message>
        <source>cannot be called without an account</source>
        <translation>без учётной записи не позвонить</translation>
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
    <name>PlainText</name>
    <message>
        <source>Yesterday</source>
        <translation>Вчера</translation>
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
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
</context>
<context>
    <name>RedirectCard</name>
    <message>
        <source>Not now</source>
        <translation>Не сейчас</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>Показать ещё %n</numerusform>
            <numerusform>Показать ещё %n</numerusform>
            <numerusform>Показать ещё %n</numerusform>
        </translation>
    </message>
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
        <source>1–{count} choose</source>
        <translation>1–{count}: выбрать</translation>
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
        <source>unknown address</source>
        <translation>неизвестный адрес</translation>
    </message>
    <message>
        <source>registrar has moved</source>
        <translation>регистратор сменил адрес</translation>
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
        <source>The server does not know this address. Look for a slip in it.</source>
        <translation>Сервер не знает этого адреса. Поищите в нём опечатку.</translation>
    </message>
    <message>
        <source>The registrar has moved. Ask your provider for its new address and write it under Registrar.</source>
        <translation>Регистратор сменил адрес. Узнайте новый у оператора и впишите его в поле «Регистратор».</translation>
    </message>
    <message>
        <source>The server {server} was not found or did not answer. Check the network, the registrar and the transport. The phone goes on trying.</source>
        <translation>Сервер {server} не найден или не ответил. Проверьте сеть, регистратор и транспорт. Телефон продолжает попытки.</translation>
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
    <name>ResponseView</name>
    <message>
        <source>The SIP response</source>
        <translation>Ответ SIP</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Close the response</source>
        <translation>Закрыть ответ</translation>
    </message>
    <message>
        <source>Text of the SIP response</source>
        <translation>Текст ответа SIP</translation>
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
        <source>Redirects and remembered moves</source>
        <translation>Переадресация и запомненные переезды</translation>
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
        <source>About</source>
        <translation>О программе</translation>
    </message>
    <message>
        <source>Version, licence, keys</source>
        <translation>Версия, лицензия, клавиши</translation>
    </message>
</context>
<context>
    <name>SoundPage</name>
    <message>
        <source>Sound</source>
        <translation>Звук</translation>
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
        <translation>Звонить, когда вызывают</translation>
    </message>
    <message>
        <source>Try the ringing</source>
        <translation>Проверить звонок</translation>
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
        <translation>Звонит; та сторона уже передаёт звук</translation>
    </message>
    <message>
        <source>Ringing…</source>
        <translation>Звонит…</translation>
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
        <translation>Не соединено · предложено другое</translation>
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
        <source>No call was placed. The history says what you chose.</source>
        <translation>Звонка не было. Ваш выбор записан в истории.</translation>
    </message>
    <message>
        <source>The call was lost</source>
        <translation>Звонок прервался</translation>
    </message>
    <message>
        <source>The part of this phone that carries calls stopped and is being started again. Contacts and history are safe. Call again in a moment.</source>
        <translation>Часть телефона, которая ведёт звонки, остановилась и запускается снова. Контакты и история целы. Позвоните ещё раз через мгновение.</translation>
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
        <translation>Ответ вернул к уже опробованному адресу, и телефон остановился. Тот сервер настроен неверно; попросите у человека другой адрес.</translation>
    </message>
    <message>
        <source>The answer names no address that can be used</source>
        <translation>В ответе нет пригодного адреса</translation>
    </message>
    <message>
        <source>The call was sent elsewhere, but where to could not be read or is not allowed. Nothing was changed. The SIP response shows what came.</source>
        <translation>Звонок перенаправили, но куда, прочитать не удалось или нельзя. Ничего не изменено. Что пришло, видно в ответе SIP.</translation>
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
    <name>_Locks</name>
    <message>
        <source>Signalling encrypted (TLS)</source>
        <translation>Сигнализация зашифрована (TLS)</translation>
    </message>
    <message>
        <source>Signalling not encrypted ({transport})</source>
        <translation>Сигнализация не зашифрована ({transport})</translation>
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
