"""Bodies of the exchange's 380 answers, as they go over the wire: one for each type that a phone should read.

`{here}` is the exchange, as in `softphone.demo.numbers`.
"""

DESK_CLOSED = """\
The front desk is closed until nine o'clock.
The night manager answers until then, or leave a message after the beep.
You can also write to us: we answer within the hour.
"""

WORDS = """\
This line takes no calls today. You can reach us in other ways:
Call the echo test: sip:echo@{here}
Leave a message: <sip:voicemail@{here}>. Mobile: tel:+74955550101.
Write to us: mailto:desk@office-example.test
Opening hours and a map: https://office-example.test/contact
"""

WORDS_RUSSIAN = """\
Касса сегодня не отвечает на звонки. С нами можно связаться иначе:
Дежурный администратор — sip:echo@{here};
оставить сообщение: sip:voicemail@{here}.
Написать письмо: mailto:kassa@office-example.test
"""

EMERGENCY = """\
<?xml version="1.0" encoding="UTF-8"?>
<ims-3gpp version="1">
  <alternative-service>
    <type>emergency</type>
    <reason>This number is an emergency number: call it as one.</reason>
    <action>emergency-registration</action>
  </alternative-service>
</ims-3gpp>
"""

PAGE = """\
<!DOCTYPE html>
<html><body>
<h1>The gallery is closed on Mondays</h1>
<p>Ask the <a href="sip:echo@{here}">information desk</a>,
write to <a href="mailto:tours@office-example.test?subject=A%20tour">our guides</a>,
or see <a href="https://office-example.test/hours">the opening hours</a>.</p>
<script>alert("never run")</script>
</body></html>
"""

CARD = """\
BEGIN:VCARD\r
VERSION:4.0\r
FN:Dr. Farida Yusupova\r
ORG:Clinic on the Quay\r
IMPP;PREF=1;TYPE=work:sip:echo@{here}\r
TEL;TYPE="voice,cell";VALUE=uri:tel:+74955550102\r
EMAIL;TYPE=work:farida@office-example.test\r
URL:https://office-example.test/farida\r
END:VCARD\r
"""

TEAM = """\
<?xml version="1.0" encoding="UTF-8"?>
<resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists">
  <list name="helpdesk">
    <display-name>Help desk</display-name>
    <entry uri="sip:busy@{here}"><display-name>First line</display-name></entry>
    <entry uri="sip:echo@{here}"><display-name>Second line</display-name></entry>
    <list name="night">
      <entry uri="sip:voicemail@{here}"><display-name>Night mailbox</display-name></entry>
    </list>
  </list>
</resource-lists>
"""

BOUNDARY = "between-the-parts"
PARTS = f"""\
--{BOUNDARY}\r
Content-Type: text/plain;charset=UTF-8\r
\r
Nobody of the help desk is free. These can be reached instead.\r
--{BOUNDARY}\r
Content-Type: application/resource-lists+xml\r
Content-Disposition: recipient-list\r
\r
{TEAM}\r
--{BOUNDARY}\r
Content-Type: text/uri-list\r
\r
# Write, or leave a note\r
mailto:help@office-example.test\r
im:echo@{{here}}\r
--{BOUNDARY}--\r
"""
