"""Readers of bodies, one for each type (`softphone.sip.bodies` picks), and what they share."""
