"""Room 5: a turn is one commit; what is recorded in it happens together or not at all."""
