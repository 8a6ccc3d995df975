"""Settings, addresses, server entry and the embedded database. No union vocabulary here."""
