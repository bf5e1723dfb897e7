"""SIP text in, values out: no clock, no threads, no sockets.

`redirect.explain` goes the whole way from the bytes of a response to what they mean for the person who dialled;
`bodies` knows the reader of each type (`body/`), `allowed` which addresses may be offered, `trust` what is notable
about them. `request` and `writing` are for the other direction: who calls, and the 3xx of this phone.

SipParseError
    the text is not what the grammar says; `offset` is the first bad character.
"""
