"""What messaging registers: when its jobs are done."""

from sahulat.foundation.jobs.public import schedule
from sahulat.foundation.messaging.jobs import deliver_due, erase_texts

schedule(deliver_due, "* * * * *")
schedule(erase_texts, "* * * * *")
