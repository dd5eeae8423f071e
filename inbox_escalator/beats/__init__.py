"""The three beats of the worker: read the mail, watch the clock, deliver the post. worker.py puts them in order."""
