"""Pages of founding: the list and the case page, drafting, preparing the congress, requests, holding the congress."""
