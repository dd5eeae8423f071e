"""A month of a working desk in virtual time: customers, staff, weather, and the laws that hold after every step.

What the months hold: teams of one to five, front lines in the shared mailbox or with contacts of their own, a rotation by
weeks, watching desks and triggers, authority and requests for it, contacts who are away (and say so, bounce or are
refused), incidents with split and merge, DMARC that passes, fails or says nothing, codes;
kills, sleep, outages of both servers, faults at single steps, a full disk, a snapshot in between, mailboxes that are
numbered anew, clocks set back and forward, and both nights in which the hour changes.

What they do not hold: another configuration after a restart, folders that are commands, one-tap links, web forms, lists,
files, mail from before the first start, mail that cannot be parsed, languages beyond English and a line of German, and
rotations by the shifts of a calendar. Other tests try those.
"""
