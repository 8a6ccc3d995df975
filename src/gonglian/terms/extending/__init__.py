"""A term that is asked to go on: the union's request (请示延期), the reply of the union that leads it (TRM-04)."""
