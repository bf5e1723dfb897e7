"""What helps when something is wrong: a test of the line, log, SIP messages, statistics, and one file of it all."""
