"""What must happen once at an instant, and the worker that does it.

An item is written in the transaction that publishes (`planning`), leased by a compare-and-set
(`leasing`), and carried to its sink (`sinks`). django-tasks with its database backend was the
first choice; it does not fit: a task whose worker is killed stays "running" for ever, nothing is
tried again, a task has no key of its own, it cannot be moved with an edition that is rescheduled,
and its `run_after` is compared with the clock of whichever machine looks.
"""
