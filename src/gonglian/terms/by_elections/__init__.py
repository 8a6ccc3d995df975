"""By-elections and recalls: a vacant seat filled, or a holder recalled, by a meeting of the union between its congresses."""
