"""The sealed archive of a congress (procedures C, sealed record): gathered, signed, kept, checked on any machine."""
