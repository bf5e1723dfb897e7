"""The sound of calls: devices through Qt, or files.

`sound` is the door, on the SIP thread. `patchbay` connects calls there: mute, silence, conference, `digits`, and
`recorder` with `recording`, `sound_file`, `flac_file`, `disk`. All else is on the main thread: `bridge` (devices) or
`files`. `bridge_port` stands between pjmedia and the `queues`; `voice` and `voice_loader` take echo and noise off the
microphone. `cards` has all devices behind one door: `lines` keep them open, `devices`, `pulse` and `pulse_events`
know which there are, `tones` and `ringtone` ring, `device_test` tries them out.
"""
