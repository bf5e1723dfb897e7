<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BookForm</name>
    <message numerus="yes">
        <source>%n address book(s) found</source>
        <translation>
            <numerusform>%n address book found</numerusform>
            <numerusform>%n address books found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BookWords</name>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n contact</numerusform>
            <numerusform>%n contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) are gone from {host}. They are still here; delete them here too only if that is right.</source>
        <translation>
            <numerusform>%n contact is gone from {host}. It is still here; delete it here too only if that is right.</numerusform>
            <numerusform>%n contacts are gone from {host}. They are still here; delete them here too only if that is right.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) were deleted here. They are still on {host}; delete them there too only if that is right.</source>
        <translation>
            <numerusform>%n contact was deleted here. It is still on {host}; delete it there too only if that is right.</numerusform>
            <numerusform>%n contacts were deleted here. They are still on {host}; delete them there too only if that is right.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{host} did not take %n contact(s) ({said}). They are kept here and sent again the next time.</source>
        <translation>
            <numerusform>{host} did not take %n contact ({said}). It is kept here and sent again the next time.</numerusform>
            <numerusform>{host} did not take %n contacts ({said}). They are kept here and sent again the next time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) of {host} cannot be read and were left out; all others are here.</source>
        <translation>
            <numerusform>%n card of {host} cannot be read and was left out; all others are here.</numerusform>
            <numerusform>%n cards of {host} cannot be read and were left out; all others are here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BooksNews</name>
    <message numerus="yes">
        <source>%n contact(s) were changed in both places, here and on a server.</source>
        <translation>
            <numerusform>%n contact was changed in both places, here and on a server.</numerusform>
            <numerusform>%n contacts were changed in both places, here and on a server.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BooksOverview</name>
    <message numerus="yes">
        <source>every %n minute(s)</source>
        <translation>
            <numerusform>every minute</numerusform>
            <numerusform>every %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>every %n hour(s)</source>
        <translation>
            <numerusform>every hour</numerusform>
            <numerusform>every %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Decide about %n contact(s)</source>
        <translation>
            <numerusform>Decide about %n contact</numerusform>
            <numerusform>Decide about %n contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your contacts are in it.</source>
        <translation>
            <numerusform>%n of your contacts is in it.</numerusform>
            <numerusform>%n of your contacts are in it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallStrip</name>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
</context>
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
    <name>ColumnRows</name>
    <message numerus="yes">
        <source>Show %n empty column(s)</source>
        <translation>
            <numerusform>Show %n empty column</numerusform>
            <numerusform>Show %n empty columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictsPage</name>
    <message numerus="yes">
        <source>%n more will come after these.</source>
        <translation>
            <numerusform>%n more will come after these.</numerusform>
            <numerusform>%n more will come after these.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContactsList</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n contact</numerusform>
            <numerusform>%n contacts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DivertingLine</name>
    <message numerus="yes">
        <source>Callers are sent elsewhere (%n rule(s))</source>
        <translation>
            <numerusform>Callers are sent elsewhere (%n rule)</numerusform>
            <numerusform>Callers are sent elsewhere (%n rules)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DuplicatesPage</name>
    <message numerus="yes">
        <source>%n person(s) may be there more than once.</source>
        <translation>
            <numerusform>%n person may be there more than once.</numerusform>
            <numerusform>%n people may be there more than once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Merge the %n sure one(s)</source>
        <translation>
            <numerusform>Merge the sure one</numerusform>
            <numerusform>Merge the %n sure ones</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FlowView</name>
    <message numerus="yes">
        <source>Call flow, %n message(s)</source>
        <translation>
            <numerusform>Call flow, %n message</numerusform>
            <numerusform>Call flow, %n messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupPicker</name>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n contact</numerusform>
            <numerusform>%n contacts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupsPage</name>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n contact</numerusform>
            <numerusform>%n contacts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryFile</name>
    <message numerus="yes">
        <source>Writing the history: %n line(s) so far.</source>
        <translation>
            <numerusform>Writing the history: %n line so far.</numerusform>
            <numerusform>Writing the history: %n lines so far.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) of the history were written to {file}.</source>
        <translation>
            <numerusform>%n line of the history was written to {file}.</numerusform>
            <numerusform>%n lines of the history were written to {file}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistorySettings</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %n line(s).</source>
        <translation>
            <numerusform>There is %n line.</numerusform>
            <numerusform>There are %n lines.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are older than that and go now.</source>
        <translation>
            <numerusform>%n line is older than that and goes now.</numerusform>
            <numerusform>%n lines are older than that and go now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are wiped so far…</source>
        <translation>
            <numerusform>%n line is wiped so far…</numerusform>
            <numerusform>%n lines are wiped so far…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) were wiped.</source>
        <translation>
            <numerusform>%n line was wiped.</numerusform>
            <numerusform>%n lines were wiped.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message numerus="yes">
        <source>%n contact(s) were changed since, and stay.</source>
        <translation>
            <numerusform>%n contact was changed since, and stays.</numerusform>
            <numerusform>%n contacts were changed since, and stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n contact</numerusform>
            <numerusform>%n contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) of history</source>
        <translation>
            <numerusform>%n line of history</numerusform>
            <numerusform>%n lines of history</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n account</numerusform>
            <numerusform>%n accounts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeepingPage</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Link</name>
    <message numerus="yes">
        <source>%n other link(s) came before it.</source>
        <translation>
            <numerusform>%n other link came before it.</numerusform>
            <numerusform>%n other links came before it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MergePage</name>
    <message numerus="yes">
        <source>Merge %n contact(s) into one</source>
        <translation>
            <numerusform>Merge %n contact into one</numerusform>
            <numerusform>Merge %n contacts into one</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MergeView</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n address(es)</source>
        <translation>
            <numerusform>%n address</numerusform>
            <numerusform>%n addresses</numerusform>
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
    <name>Notes</name>
    <message numerus="yes">
        <source>%n missed call(s)</source>
        <translation>
            <numerusform>%n missed call</numerusform>
            <numerusform>%n missed calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n new message</numerusform>
            <numerusform>%n new messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new voice message(s)</source>
        <translation>
            <numerusform>%n new voice message</numerusform>
            <numerusform>%n new voice messages</numerusform>
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
    <name>Preview</name>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %n person(s)</source>
        <translation>
            <numerusform>Import %n person</numerusform>
            <numerusform>Import %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are there already and will be completed</source>
        <translation>
            <numerusform>%n of them is there already and will be completed</numerusform>
            <numerusform>%n of them are there already and will be completed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) cannot be read in full</source>
        <translation>
            <numerusform>%n entry cannot be read in full</numerusform>
            <numerusform>%n entries cannot be read in full</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n remembered move(s)</source>
        <translation>
            <numerusform>%n remembered move</numerusform>
            <numerusform>%n remembered moves</numerusform>
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
    <name>ReachabilityGroup</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message numerus="yes">
        <source>%n person(s) added</source>
        <translation>
            <numerusform>%n person added</numerusform>
            <numerusform>%n people added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n completed</source>
        <translation>
            <numerusform>%n completed</numerusform>
            <numerusform>%n completed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n had all of it already</source>
        <translation>
            <numerusform>%n had all of it already</numerusform>
            <numerusform>%n had all of it already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n remembered move(s) taken over</source>
        <translation>
            <numerusform>%n remembered move taken over</numerusform>
            <numerusform>%n remembered moves taken over</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out: %n entry(s) or line(s)</source>
        <translation>
            <numerusform>Left out: %n entry or line</numerusform>
            <numerusform>Left out: %n entries or lines</numerusform>
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
    <name>SelectionBar</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SeveralDesk</name>
    <message numerus="yes">
        <source>%n contact(s) were deleted</source>
        <translation>
            <numerusform>%n contact was deleted</numerusform>
            <numerusform>%n contacts were deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) are favourites now</source>
        <translation>
            <numerusform>%n contact is a favourite now</numerusform>
            <numerusform>%n contacts are favourites now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) are no favourites any more</source>
        <translation>
            <numerusform>%n contact is no favourite any more</numerusform>
            <numerusform>%n contacts are no favourites any more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) put into “{group}”</source>
        <translation>
            <numerusform>%n contact put into “{group}”</numerusform>
            <numerusform>%n contacts put into “{group}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) taken out of “{group}”</source>
        <translation>
            <numerusform>%n contact taken out of “{group}”</numerusform>
            <numerusform>%n contacts taken out of “{group}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) were merged into {name}</source>
        <translation>
            <numerusform>%n contact was merged into {name}</numerusform>
            <numerusform>%n contacts were merged into {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n merge(s) were made</source>
        <translation>
            <numerusform>%n merge was made</numerusform>
            <numerusform>%n merges were made</numerusform>
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
    <name>Tray</name>
    <message numerus="yes">
        <source>%n missed call(s)</source>
        <translation>
            <numerusform>%n missed call</numerusform>
            <numerusform>%n missed calls</numerusform>
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
