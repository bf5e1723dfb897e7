<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CardPlan</name>
    <message numerus="yes">
        <source>%n address(es) did not work ({said}); here is the rest.</source>
        <translation>
            <numerusform>%n address did not work ({said}); here is the rest.</numerusform>
            <numerusform>%n addresses did not work ({said}); here are the rest.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardRows</name>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>Show %n more</numerusform>
            <numerusform>Show %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NotableLines</name>
    <message numerus="yes">
        <source>%n entry(s) not offered: {named}</source>
        <translation>
            <numerusform>%n entry not offered: {named}</numerusform>
            <numerusform>%n entries not offered: {named}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhoneNews</name>
    <message numerus="yes">
        <source>%n missed call(s), the last from {name}.</source>
        <translation>
            <numerusform>%n missed call, from {name}.</numerusform>
            <numerusform>%n missed calls, the last from {name}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoutePicture</name>
    <message numerus="yes">
        <source>%n choice(s)</source>
        <translation>
            <numerusform>%n choice</numerusform>
            <numerusform>%n choices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Talk</name>
    <message numerus="yes">
        <source>%n caller(s) were kept away.</source>
        <translation>
            <numerusform>%n caller was kept away.</numerusform>
            <numerusform>%n callers were kept away.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VoicemailLine</name>
    <message numerus="yes">
        <source>%n new voice message(s)</source>
        <translation>
            <numerusform>%n new voice message</numerusform>
            <numerusform>%n new voice messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
</TS>
