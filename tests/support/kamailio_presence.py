"""Kamailio as a presence server with digest authentication: presence, the dialog package, and waiting messages."""

import shutil
from pathlib import Path

from tests.support.kamailio import Kamailio

SCHEMAS = Path("/usr/share/kamailio/dbtext/kamailio")
_TABLES = ("version", "presentity", "active_watchers", "watchers", "xcap", "pua")
_CONFIG = """
debug=1
log_stderror=yes
children=1
tcp_children=1
auto_aliases=no
dns=no
rev_dns=no
{tls_listen}
listen=udp:127.0.0.1:{port}
listen=tcp:127.0.0.1:{port}
loadmodule "kex.so"
loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "pv.so"
loadmodule "rr.so"
loadmodule "maxfwd.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "auth.so"
{tls_modules}
loadmodule "db_text.so"
loadmodule "presence.so"
loadmodule "presence_xml.so"
loadmodule "presence_dialoginfo.so"
loadmodule "presence_mwi.so"
modparam("presence|presence_xml", "db_url", "text://{folder}")
modparam("presence", "server_address", "sip:127.0.0.1:{port}")
modparam("presence", "notifier_processes", 0)
modparam("presence", "min_expires", 10)
modparam("presence_xml", "force_active", 1)
modparam("presence_dialoginfo", "force_dummy_dialog", 0)
modparam("registrar", "default_expires", 60)

request_route {{
    if (!mf_process_maxfwd_header("10")) {{ sl_send_reply("483", "Too Many Hops"); exit; }}
    if (is_method("REGISTER")) {{
        if (!pv_www_authenticate("127.0.0.1", "{password}", "0")) {{ www_challenge("127.0.0.1", "1"); exit; }}
        save("location");
        exit;
    }}
    if (is_method("SUBSCRIBE|PUBLISH") && !has_totag() && $hdr(X-Unasked) == $null) {{
        if (!pv_www_authenticate("127.0.0.1", "{password}", "0")) {{ www_challenge("127.0.0.1", "1"); exit; }}
        consume_credentials();
    }}
    if (is_method("SUBSCRIBE|PUBLISH")) {{
        if (!t_newtran()) {{ sl_reply_error(); exit; }}
        if (is_method("PUBLISH")) {{ handle_publish(); }} else {{ handle_subscribe(); }}
        t_release();
        exit;
    }}
    if (has_totag()) {{ if (loose_route()) {{ t_relay(); exit; }} sl_send_reply("404", "Not here"); exit; }}
    if (is_method("MESSAGE|NOTIFY")) {{
        if (!lookup("location")) {{ sl_send_reply("404", "Not Found"); exit; }}
        t_relay();
        exit;
    }}
    sl_send_reply("405", "Method Not Allowed");
}}
"""


class KamailioPresence(Kamailio):
    """Everybody's password is `password`, the realm is 127.0.0.1. A PUBLISH with the header X-Unasked needs none."""

    template = _CONFIG

    def __init__(self, folder: Path, **more: object) -> None:
        for table in _TABLES:
            shutil.copyfile(SCHEMAS / table, folder / table)
        super().__init__(folder, **more)  # type: ignore[arg-type]  # those of Kamailio
