"""Room 6: one mail, one addressee, one honest answer; nothing lost, nothing sent twice."""
