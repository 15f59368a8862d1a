"""How languages are read, and how they write dates and numbers, sort and search: without Django."""
