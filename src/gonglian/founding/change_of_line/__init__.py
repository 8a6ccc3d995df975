"""Another leader or dues payee for one union: asked with reasons, decided by the federation above both (意见 2.2).

The approval is the mandate that the database demands of a constituent; a wrong entry is corrected by two persons.
"""
