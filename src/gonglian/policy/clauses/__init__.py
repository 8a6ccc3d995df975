"""One pure function per clause: (facts, given) → Outcome. Every number compared with is a dated parameter."""
