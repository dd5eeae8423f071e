"""The grammar of what staff say: every row of the table, near misses, and lines that are no commands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox_escalator.casework.orders import ORDERS
from inbox_escalator.intake.command import Code, Command, FreeText, Said, Unclear, read_command
from inbox_escalator.intake.verbs import BY_WORD, VERBS, Argument, Free, nearest

CONTACTS = (
    ("anna", ("Anna Smith", "anna@acme.example")),
    ("olivia", ("Olivia Owner", "olivia@acme.example")),
    ("tom", ("Tom Hill", "tom@acme.example")),
    ("tom2", ("Tom Dale", "dale@acme.example")),
)


def read(words: str) -> Said:
    return read_command(words, contacts=CONTACTS)


@pytest.mark.parametrize(
    ("words", "verb", "argument", "text"),
    [
        ("ok", "ok", "", ""),
        ("ack", "ok", "", ""),
        ("mine", "ok", "", ""),
        ("take", "ok", "", ""),
        ("got it", "ok", "", ""),
        ("done", "done", "", ""),
        ("fixed", "done", "", ""),
        ("resolved", "done", "", ""),
        ("done 900", "done", "900", ""),
        ("done 1,200.50 USD", "done", "1,200.50 usd", ""),
        ("done refund €90", "done", "€90", ""),
        ("done: We paid it back.", "done", "", "We paid it back."),
        ("resolved: We paid it back.", "done", "", "We paid it back."),
        ("up", "up", "", ""),
        ("up: too much for me", "up", "", "too much for me"),
        ("back: no case for me", "back", "", "no case for me"),
        ("pass anna", "pass", "anna", ""),
        ("pass to Anna Smith", "pass", "anna", ""),
        ("pass anna@acme.example", "pass", "anna", ""),
        ("pass Olivia.", "pass", "olivia", ""),
        ("pass bob", "pass", "bob", ""),  # nobody is called so: the answer names those who are there
        ("later 2h", "later", "2h", ""),
        ("later 30 minutes", "later", "30m", ""),
        ("later 1bd", "later", "1bd", ""),
        ("later fri 9:00", "later", "fri 9:00", ""),
        ("later tomorrow", "later", "tomorrow", ""),
        ("later 14:30", "later", "14:30", ""),
        ("wait", "wait", "", ""),
        ("say: Hello Jane.", "say", "", "Hello Jane."),
        ("ask: Which number?", "ask", "", "Which number?"),
        ("decide: We refund.", "decide", "", "We refund."),
        ("next: send the form by friday", "next", "friday", "send the form"),
        ("next: send the form by 15 March", "next", "15 march", "send the form"),
        ("next: send it by hand", "next", "", "send it by hand"),
        ("note: she called", "note", "", "she called"),
        ("mood angry", "mood", "angry", ""),
        ("called", "called", "", ""),
        ("told: it is solved", "told", "", "it is solved"),
        ("all: We are back.", "all", "", "We are back."),
        ("yes", "yes", "", ""),
        ("approve", "approve", "", ""),
        ("deny", "deny", "", ""),
        ("false", "false", "", ""),
        ("false: a joke", "false", "", "a joke"),
        ("ignore", "ignore", "", ""),
        ("ignore sender", "ignore", "sender", ""),
        ("breach", "breach", "", ""),
        ("hold", "hold", "", ""),
        ("hold off", "hold-off", "", ""),
        ("reopen", "reopen", "", ""),
        ("merge CASE-1040", "merge", "CASE-1040", ""),
        ("merge [case-1040]", "merge", "CASE-1040", ""),
        ("merge 1040", "merge", "CASE-1040", ""),
        ("split", "split", "", ""),
        ("vip add jane@roe.example", "vip", "jane@roe.example", ""),
        ("vip add @roe.example", "vip", "@roe.example", ""),
        ("files", "files", "", ""),
        ("send", "send", "", ""),
        ("drop", "drop", "", ""),
        ("away until 2024-03-15", "away", "2024-03-15", ""),
        ("away until friday", "away", "friday", ""),
        ("away", "away", "", ""),
        ("here", "here", "", ""),
        ("status", "status", "", ""),
        ("list", "list", "", ""),
        ("why", "why", "", ""),
        ("help", "help", "", ""),
        ("undo", "undo", "", ""),
    ],
)
def test_every_row_of_the_table(words: str, verb: str, argument: str, text: str) -> None:
    said = read(words)
    assert isinstance(said, Command)
    assert (said.verb, said.argument, said.text) == (verb, argument, text)


def test_the_table_of_this_file_holds_every_verb() -> None:
    rows = test_every_row_of_the_table.pytestmark[0].args[1]
    assert {row[1] for row in rows} | {"delegate", "new"} == {verb.name for verb in VERBS}


@pytest.mark.parametrize(
    "words",
    [
        "OK",
        "Ok.",
        "ok!",
        "  ok  ",
        "*ok*",
        "\n\nok",
        "ok\u00a0",
        "\u200bok",
        "okSent from my iPhone",
        "ok Sent from my iPhone",
        "ok Von meinem iPhone gesendet",
        "ok\nSent from my iPhone",
        "Sent from my iPhone\nok",
        "ok\n\nGet Outlook for iOS<https://aka.ms/x>",
        "Hi,\nok",
        "Hello Support,\n\nok",
        "Guten Morgen\nok",
        "ok\n\nThanks\nOlivia",
        "ok\n--\nOlivia Owner\nAcme",
    ],
)
def test_how_people_write_it_does_not_matter(words: str) -> None:
    said = read(words)
    assert isinstance(said, Command)
    assert said.verb == "ok"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("say: First.\n\nSecond.", "First.\n\nSecond."),
        ("say:\nBelow the colon.", "Below the colon."),
        ("Say : Spaced.", "Spaced."),
        ("say: Mine.\n---- write above this line ----\nCASE-1042 internal", "Mine."),
        ("say: Mine.\n-- \nOlivia\nAcme", "Mine."),
        ("say: Mine.\nSent from my iPhone", "Mine."),
        ("say: Mine. Sent from my iPhone", "Mine."),
        ("say: the mail sent from my iphone came", "the mail sent from my iphone came"),
        ("say: please: read this", "please: read this"),
        ("say:", ""),
    ],
)
def test_free_text_goes_to_the_end_of_the_persons_own_words(words: str, text: str) -> None:
    said = read(words)
    assert isinstance(said, Command)
    assert (said.verb, said.text) == ("say", text)


def test_what_stands_below_a_command_without_text_is_kept_apart() -> None:
    assert read("done\nPlease tell nobody.") == Command("done", said="done", below="Please tell nobody.")


@pytest.mark.parametrize(
    ("words", "word", "meant"),
    [
        ("reslove", "reslove", "done"),
        ("Reslove.\nThanks,\nOlivia", "Reslove.", "done"),
        ("dnoe", "dnoe", "done"),
        ("okey", "okey", "ok"),
        ("god it", "god it", "ok"),
        ("ignroe", "ignroe", "ignore"),
        ("delagate", "delagate", "delegate"),
        ("thanks", "thanks", ""),
        ("rhubarb", "rhubarb", ""),
        ("say", "say", "say: TEXT"),
        ("pass", "pass", "pass NAME"),
        ("later", "later", "later TIME"),
        ("sya: Hello Jane", "sya:", "say: TEXT"),
        ("pas anna", "pas anna", "pass anna"),
        ("latr 2h", "latr 2h", "later 2h"),
        ("", "", ""),
        ("Sent from my iPhone", "", ""),
    ],
)
def test_a_lone_unknown_word_does_nothing_and_is_answered_with_what_was_meant(
    words: str, word: str, meant: str
) -> None:
    assert read(words) == Unclear(word, meant)


@pytest.mark.parametrize(("words", "digits"), [("123456", "123456"), ("012 345.", "012345"), ("Hi\n123456", "123456")])
def test_six_digits_are_a_code(words: str, digits: str) -> None:
    assert read(words) == Code(digits)


@pytest.mark.parametrize("words", ["12345", "1234567", "١٢٣٤٥٦", "123-456"])
def test_other_digits_are_none(words: str) -> None:
    assert not isinstance(read(words), Code | Command)


ORDINARY = """
ok thanks
OK, I'll do it
Ok so what happened here?
okay then, I will have a look tomorrow
Got it, thanks!
Mine is broken too
Take your time
Take a look at this please
Done deal
Done with that, what's next?
Done by Friday I hope
Fixed price offers are attached
Resolved to try again
Up to you
Up and running again
Back in the office on Monday
Pass on my regards
Pass the parcel to the other team please
Later today I will call her
Later
than that I cannot
Wait a minute
Wait, what?
Wait: is this ours?
Say hello to her
Say no more
Ask her again please
Ask Anna
All good
All the best
All of them?
Next week is fine
Next time please tell me first
Note that she called twice
Noted with thanks
Called her, nobody there
Told her already
False alarm, I think
Ignore this please
Ignore the sender of this
Hold on
Hold the line
Hold off on the refund for now
Why is this mine?
Why me?
Help me with this
Help is on the way
List of things to do
Send it to Anna please
Send her the form
Drop it off at the desk
Drop me a line
Here you go
Here is the file
Here's what I found
Files attached
Status of the order is unknown
Split the bill
Merge them please
Reopen the ticket please
Approve of it or not, we pay
Deny everything
Yes please
Yes, do it
New parts are on order
Away from my desk
Away with it
Undo the booking please
Breach of contract? I do not think so
She has called: no answer
Re: your question
I will take care of it
On it
Please refund 900
Refund 900 approved
Please pass this to Olivia
Could you say: we are sorry
done 900 times before
merge 1040 and 1041
later or never
pass on
pass it on to them
""".strip().splitlines()


@pytest.mark.parametrize("line", ORDINARY)
def test_ordinary_first_lines_are_no_commands(line: str) -> None:
    said = read(f"{line}\nI will call the customer this afternoon and write then.")
    # "pass on" names nobody: nothing is done, and the answer says who is there.
    assert not isinstance(said, Command) or (said.verb == "pass" and said.argument not in dict(CONTACTS))


def test_a_human_who_writes_more_than_a_word_said_free_text() -> None:
    assert read("Hello,\nI will call her.\nOlivia") == FreeText("I will call her.\nOlivia")
    assert read("Agreed\nLet me call her.") == FreeText("Agreed\nLet me call her.")


def test_a_name_that_two_have_is_not_guessed() -> None:
    assert read("pass tom") == Command("pass", "tom", said="pass tom")  # the id itself
    both = (("a", ("Tom Hill",)), ("b", ("Tom Dale",)))
    assert read_command("pass tom", contacts=both) == Command("pass", "tom", said="pass tom")  # nobody's id


def test_another_prefix() -> None:
    assert read_command("merge HELP-7", prefix="HELP") == Command("merge", "HELP-7", said="merge HELP-7")
    assert not isinstance(read_command("merge CASE-7 now", prefix="HELP"), Command)


def test_the_words_of_the_table_are_told_apart() -> None:
    words = [word for verb in VERBS for word in verb.words]
    assert len(words) == len(set(words))
    assert all(word == word.lower() for word in words)
    # `new` brings in a mail of somebody else's: as an answer on a case it is nobody's word.
    assert {verb.name for verb in VERBS if verb.here} == {*ORDERS, "list", "undo", "status", "help", "why"} - {"new"}
    assert all(verb.free is not Free.NO for verb in VERBS if verb.customer)
    assert all(BY_WORD[verb.words[0]] is verb for verb in VERBS)
    assert all(verb.argument is not Argument.NONE or verb.free is Free.MUST for verb in VERBS if not verb.bare)


def test_a_known_word_is_not_its_own_near_miss() -> None:
    for word in BY_WORD:
        near = nearest(word)
        assert near is None or near[0] != word


@given(st.text(max_size=300))
def test_whatever_is_written_is_understood_as_something(words: str) -> None:
    assert isinstance(read(words), Command | FreeText | Unclear | Code)


@given(
    st.sampled_from(sorted(BY_WORD)),
    st.text(st.characters(categories=["L"]), min_size=1, max_size=8),
    st.text(max_size=30),
)
def test_a_word_with_prose_behind_it_never_carries_text_to_a_customer(word: str, more: str, below: str) -> None:
    said = read(f"{word} {more} and so on it goes\n{below}")
    assert not isinstance(said, Command) or not said.text
