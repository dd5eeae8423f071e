"""Room 1: bytes become an InboundMail, and the pure facts about who sent it."""
