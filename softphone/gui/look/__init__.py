"""How everything looks: one palette, one stylesheet, and the small parts that pages are made of."""
