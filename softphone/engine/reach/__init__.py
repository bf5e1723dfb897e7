"""What finds the servers and keeps the phone reachable (docs/reachability.md).

`server_lookup` asks name servers, and `hops` keeps what they said as the next hops of each domain; `names` asks for
hosts before the library needs them. `relay_check` and `account_nat` are the way of sound through NAT, `ways` puts all
of it together for an account. `lifelines` and `upkeep` know whose server has gone, `network` which addresses there
are. `inquiries` answers what a person asks: `find_servers` with `server_probe`, and `network_test` with `stun`.
"""
