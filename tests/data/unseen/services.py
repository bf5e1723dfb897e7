"""The alternative service of mobile networks (3GPP TS 24.229 section 7.6): rule 19."""

from tests.data.unseen.case import Case, alternative, case, response

_TYPE = "application/3gpp-ims+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def _service(inner: str, attributes: str = 'version="1"') -> str:
    return f"{_HEAD}<ims-3gpp {attributes}><alternative-service>{inner}</alternative-service></ims-3gpp>"


def _emergency(name: str, body: str | bytes, action: str | None = "emergency-registration") -> Case:
    raw = alternative(body, _TYPE)
    expected = {"outcome": "offer", "kinds": {"urn:service:sos": "emergency"}}
    if action is None:
        return case(name, (19,), raw, **expected)
    return case(name, (19,), raw, **expected, actions=[action])


def _none(name: str, body: str | bytes) -> Case:
    return case(name, (19,), alternative(body, _TYPE), not_offered=["urn:service:sos"], actions=[])


CASES: tuple[Case, ...] = (
    _emergency(
        "an emergency call that was not known as one",
        _service(
            "<type>emergency</type><reason>Emergency call detected</reason><action>emergency-registration</action>"
        ),
    ),
    _emergency("only its type", _service("<type>emergency</type>"), None),
    _emergency(
        "in any order, with white space",
        _service(
            "\r\n <action>\n anonymous-emergencycall </action>\n<reason/>\n<type>\n\temergency\r\n</type>"
        ),
        "anonymous-emergencycall",
    ),
    _emergency(
        "in a namespace with a prefix",
        f'{_HEAD}<i:ims-3gpp xmlns:i="urn:3gpp:ns:ims"><i:alternative-service><i:type>emergency</i:type>'
        "<i:action>emergency-registration</i:action></i:alternative-service></i:ims-3gpp>",
    ),
    _emergency(
        "in a default namespace",
        _service(
            "<type>emergency</type><action>emergency-registration</action>",
            'xmlns="urn:3gpp:ns:extRegExp:1.0" version="1.0"',
        ),
    ),
    _emergency(
        "values as elements",
        _service("<type><emergency/></type><reason>x</reason><action><emergency-registration/></action>"),
    ),
    _emergency(
        "in UTF-16",
        _service("<type>emergency</type><action>emergency-registration</action>")
        .replace("UTF-8", "UTF-16")
        .encode("utf-16"),
    ),
    case(
        "restoration is no emergency",
        (19,),
        alternative(_service("<type>restoration</type><action>initial-registration</action>"), _TYPE),
        not_offered=["urn:service:sos"],
    ),
    _none("a type nobody knows", _service("<type>party</type>")),
    _none("an empty service", _service("")),
    _none("the document alone", f'{_HEAD}<ims-3gpp version="1"/>'),
    _none("no body", b""),
    _none("a document that breaks off", _service("<type>emergency</type>")[:-20]),
    _none("words", "emergency"),
    _none("another document", f"{_HEAD}<other><type>emergency</type></other>"),
    _none(
        "a document type of its own",
        f'{_HEAD}<!DOCTYPE x [<!ENTITY e "emergency">]><ims-3gpp><alternative-service><type>&e;</type>'
        "</alternative-service></ims-3gpp>",
    ),
    _none(
        "a file from outside",
        f'{_HEAD}<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><ims-3gpp><alternative-service>'
        "<type>emergency</type><reason>&e;</reason></alternative-service></ims-3gpp>",
    ),
    case(
        "the Contact says which service",
        (19,),
        response(
            "380 Alternative Service",
            "Contact: <urn:service:sos.police>",
            body=_service("<type>emergency</type><action>emergency-registration</action>"),
            content_type=_TYPE,
        ),
        outcome="offer",
        kinds={"urn:service:sos.police": "emergency"},
        flags=["emergency"],
        general_sos=False,
    ),
    case(
        "a Contact with an emergency service and no body",
        (19, 24),
        response("380 Alternative Service", "Contact: <urn:service:sos.fire>"),
        outcome="offer",
        targets=[{"uri": "urn:service:sos.fire", "kind": "emergency"}],
        flags=["emergency"],
    ),
    case(
        "an emergency stands before better q",
        (19,),
        response(
            "300 Multiple Choices",
            "Contact: <sip:desk@example.com>;q=1.0, <urn:service:sos>;q=0.2",
        ),
        targets=[{"uri": "urn:service:sos"}, {"uri": "sip:desk@example.com"}],
    ),
    case(
        "an ordinary Contact beside an emergency",
        (17, 19),
        response(
            "380 Alternative Service",
            "Contact: <sip:desk@example.com>",
            body=_service("<type>emergency</type>"),
            content_type=f"{_TYPE};sv=1",
        ),
        offered=["sip:desk@example.com", "urn:service:sos"],
    ),
    case(
        "a media type has no case",
        (19,),
        alternative(_service("<type>emergency</type>"), "Application/3GPP-IMS+XML"),
        kinds={"urn:service:sos": "emergency"},
    ),
)
