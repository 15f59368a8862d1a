"""Pure work on documents: checking templates, drawing, the square code, signing, verifying. No database."""
