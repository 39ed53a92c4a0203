"""What must hold before a run is published?

Great Expectations is imported by `expectations.audit` only, in a process of its
own: its import costs seconds and hundreds of megabytes.
"""
