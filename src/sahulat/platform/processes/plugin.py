"""What the processes room gives to the catalogue: the compiler of process.bpmn."""

from sahulat.platform.catalogue.public import register_part
from sahulat.platform.processes.queries import ACTIONS
from sahulat.platform.processes.rules import compile_process

register_part("process.bpmn", compile_process(ACTIONS), order=20, needed=True)
