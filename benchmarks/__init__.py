"""What `make bench` measures: each figure beside a floor that was measured in the same run.

A bench makes an installation of its own (a short temporary folder, a free port), measures, and removes it. What it
says is meant as a ratio to its floor: rates alone say more of the machine than of the program.
"""
