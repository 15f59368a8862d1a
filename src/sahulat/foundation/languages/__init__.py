"""Languages as data: dates, numbers, sorting and searching."""
