"""The city's view of terms (procedures D): which industrial unions need an eye, by district and trade, as of a day."""
