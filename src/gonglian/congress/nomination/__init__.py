"""Rounds of nomination (酝酿协商): who proposed whom with which support, and what became of each (NOM-01…05)."""
