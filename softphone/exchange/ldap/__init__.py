"""Directories over LDAP (RFC 4511), looked into and never changed."""
