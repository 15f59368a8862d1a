"""The commands of `sahulat`, one module each; `command_line.COMMANDS` is their register."""
