"""Reading, checking, compiling and sealing packages. Pure: it knows files and bytes, no database."""
