"""Pure decisions about forms: compiling, reading what was entered, what is visible, what is wrong, sealing."""
