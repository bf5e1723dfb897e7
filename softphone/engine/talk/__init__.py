"""What goes on inside a call that has sound; the leg itself, `softphone.engine.call`, begins and ends it.

`talk` puts the parts together: `hold`, `digits`, `handing_over` (transfers that we ask for), `quality`, and `media`,
which says how the sound is. `line` is what they know of the call.
"""
