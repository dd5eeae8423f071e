"""What happens in a story: people write, answer and are away; servers fail; the worker stops and starts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from email.utils import parseaddr

from inbox_escalator.delivery.courier import Later
from tests.stories import letters
from tests.stories.letters import Letter, Written
from tests.stories.sentences import MAIL, MOMENT, WHO, moment, sentence
from tests.stories.stage import Stage, StoryError
from tests.world import DESK

PASS = ("Authentication-Results", "mx.acme.example; dmarc=pass")
FAIL = ("Authentication-Results", "mx.acme.example; dmarc=fail")


# ---------------------------------------------------------------- mail from outside


@sentence(rf"{WHO} writes{MAIL}")
def _writes(stage: Stage, who: str, how: str, subject: str | None, words: str) -> None:
    written = Written(who, stage.address(who), subject or "Broken", words)
    stage.post(_manner(stage, written, how))


@sentence(rf"(?P<count>\d+) customers write{MAIL}")
def _many_write(stage: Stage, count: str, how: str, subject: str | None, words: str) -> None:
    """`caller1`, `caller2`, …: each once, all before the worker looks."""
    was_off, stage.off = stage.off, True
    for number in range(1, int(count) + 1):
        who = f"caller{number}"
        stage.post(_manner(stage, Written(who, stage.address(who), subject or "Broken", words), how))
    stage.off = was_off
    stage.beat()


def _manner(stage: Stage, written: Written, how: str) -> Written:
    """`again, marked as spam`: one phrase after the other."""
    for phrase in filter(None, (p.strip() for p in how.split(","))):
        written = _one_manner(stage, written, phrase)
    return written


def _one_manner(stage: Stage, written: Written, phrase: str) -> Written:
    match phrase.split():
        case ["again"]:
            return replace(written, answers=_last_of(stage, written.who)[0])
        case ["in", "the", "thread", "of", who]:
            return replace(written, answers=_last_of(stage, who)[0])
        case ["forwarded", "to", address]:
            return replace(written, to=address, subject=f"Fwd: {written.subject.removeprefix('Re: ')}")
        case ["without", "the", "thread"]:
            return replace(written, answers="")
        case ["naming", reference]:
            return replace(written, subject=f"{written.subject} [{reference}]")
        case ["marked", "as", "spam"]:
            return written.with_header("X-Spam-Flag", "YES")
        case ["with", "the", "file", name]:
            return replace(written, files=(*written.files, name))
        case ["automatically"]:
            return written.with_header("Auto-Submitted", "auto-replied")
        case ["into", "the", "junk", "folder"]:
            return replace(written, folders=("Junk",))
        case ["as", who]:
            return replace(written, address=stage.address(who))
        case ["from", address]:
            return replace(written, address=address)
        case ["through", "the", "form", address]:
            return replace(written.with_header("Reply-To", written.address), address=address)
        case ["passing", "DMARC"]:
            return written.with_header(*PASS)
        case ["failing", "DMARC"]:
            return written.with_header(*FAIL)
        case [days, "days", "earlier"]:
            return replace(written, earlier=timedelta(days=int(days)))
        case _:
            raise StoryError(f'nobody writes "{phrase}"; tests/stories/README.md lists how mails are written')


def _last_of(stage: Stage, who: str) -> tuple[str, str]:
    if who not in stage.last_of:
        raise StoryError(f"{who} wrote nothing before")
    return stage.last_of[who]


# ---------------------------------------------------------------- answers


@sentence(
    rf"{WHO} answers (?P<whom>(?!the mail|with)[a-z]+)(?P<copied>, with the desk in copy)?(?P<how>[^:]*): (?P<words>.+)"
)
def _answers_customer(stage: Stage, who: str, whom: str, copied: str | None, how: str, words: str) -> None:
    """Who reads the shared mailbox answers from there: it lies in Sent. Others answer from their own."""
    answered, subject = _last_of(stage, whom)
    written = Written(who, stage.address(who), _re(subject), words, to=stage.address(whom), answers=answered)
    if parseaddr(written.address)[1] == DESK:
        written = replace(written, folders=("Sent",))
    elif copied:
        written = replace(written, cc=DESK)
    else:
        raise StoryError(f"nobody but {who} would see that answer; say: {who} answers {whom}, with the desk in copy")
    stage.post(_manner(stage, written, how))
    if written.folders == ("Sent",):
        stage.last_of[whom] = stage.last_of[who]


@sentence(rf"(?P<stranger>[a-z]+) answers the mail to {WHO}(?P<how>[^:]*): (?P<words>.+)")
def _answers_for(stage: Stage, stranger: str, who: str, how: str, words: str) -> None:
    """Somebody to whom the mail was passed on, or who stole it."""
    got = _the_mail(stage, who, None)
    written = Written(stranger, stage.address(stranger), _re(got.subject), words, answers=got.message_id)
    stage.post(_manner(stage, written, how))


@sentence(rf"{WHO} answers(?: the mail \"(?P<which>[^\"]*)\")?(?P<how>[^:]*): (?P<words>.+)")
def _answers(stage: Stage, who: str, which: str | None, how: str, words: str) -> None:
    got = _the_mail(stage, who, which)
    written = Written(who, stage.address(who), _re(got.subject), words, answers=got.message_id)
    if parseaddr(written.address)[1] == DESK:
        # Who reads the shared mailbox answers to its own address: the mail lies there, and in Sent.
        written = replace(written, folders=("INBOX", "Sent"))
    stage.post(_manner(stage, written, how))


@sentence(rf"{WHO} answers(?: the mail \"(?P<which>[^\"]*)\")?(?P<how>[^:]*) with the code")
def _answers_code(stage: Stage, who: str, which: str | None, how: str) -> None:
    got = _the_mail(stage, who, which)
    code = re.search(r"(?<!\d)\d{6}(?!\d)", got.text)
    if code is None:
        raise StoryError(f'there is no code in "{got.subject}"')
    _answers(stage, who, which, how, code[0])


def _the_mail(stage: Stage, who: str, which: str | None) -> Letter:
    found = [letter for letter in stage.pile(who).letters if which is None or letter.says(which)]
    if not found:
        raise StoryError(f"{who} has no mail to answer" + (f' that says "{which}"' if which else ""))
    return found[-1]


def _re(subject: str) -> str:
    return subject if subject.startswith("Re: ") else f"Re: {subject}"


@sentence(rf"the front line moves the mail of {WHO} to (?P<folder>Escalate|Resolved|Not a case|False alarm|Waiting)")
def _moves(stage: Stage, who: str, folder: str) -> None:
    """The last mail of that person, into a folder that is a command."""
    if not stage.moves(_last_of(stage, who)[0], f"Escalator/{folder}"):
        raise StoryError(f"the last mail of {who} lies in no folder of the mailbox")


@sentence(rf"somebody deletes the mail of {WHO}")
def _deletes(stage: Stage, who: str) -> None:
    """The last mail of that person, from every folder."""
    wanted = b"\r\nMessage-ID: " + _last_of(stage, who)[0].encode()
    for folder in stage.world.server.folders.values():
        for uid in [uid for uid, stored in folder.messages.items() if wanted in stored.raw]:
            del folder.messages[uid]


# ---------------------------------------------------------------- machines


@sentence(rf"{WHO} is out of office(?: until (?P<until>.+))?")
def _out_of_office(stage: Stage, who: str, until: str | None) -> None:
    """The vacation program answers the last mail that this person got."""
    got = _the_mail(stage, who, None)
    words = f"I am out of the office{' until ' + until if until else ''}. I read no mail in this time."
    written = Written(who, stage.address(who), f"Automatic reply: {got.subject}", words, answers=got.message_id)
    stage.post(written.with_header("Auto-Submitted", "auto-replied"))


@sentence(rf"the mail to {WHO} bounces")
def _bounces(stage: Stage, who: str) -> None:
    got = _the_mail(stage, who, None)
    stage.drop_in(letters.bounce(parseaddr(stage.address(who))[1], got.message_id, stage.now, len(stage.letters())))


@sentence(r"the mail server is (?P<state>down|back)")
def _mail_server(stage: Stage, state: str) -> None:
    stage.breaks_smtp(Later("mail.acme.example:587 does not answer", session=True) if state == "down" else None)


@sentence(r"the mail server takes no files")
def _takes_no_files(stage: Stage) -> None:
    refusal = Later("mail.acme.example:587 at the text: 552 5.3.4 message too large", alarm=True)
    stage.world.server.smtp = lambda mail: refusal if "multipart/mixed" in mail.raw else None


@sentence(r"the mail server loses (?P<what>answers|mail and answers|nothing any more)")
def _mail_server_loses(stage: Stage, what: str) -> None:
    stage.world.loses = "" if what == "nothing any more" else what


@sentence(r"the mailbox is (?P<state>down|back)")
def _mailbox(stage: Stage, state: str) -> None:
    stage.world.server.imap_down = "imap.acme.example:993 does not answer" if state == "down" else ""
    stage.beat()


@sentence(r"the mailbox is numbered anew")
def _uidvalidity(stage: Stage) -> None:
    """UIDVALIDITY changes, and with it every UID (RFC 3501, section 2.3.1.1)."""
    for folder in stage.world.server.folders.values():
        messages = list(folder.messages.values())
        folder.uidvalidity += 1
        folder.messages = dict(enumerate(messages, 1))
        folder.uidnext = len(messages) + 1
    stage.beat()


# ---------------------------------------------------------------- the worker and its clock


@sentence(r"the worker restarts")
def _restarts(stage: Stage) -> None:
    stage.world.restart()
    stage.beat()


@sentence(r"the worker (?P<state>stops|starts)")
def _worker(stage: Stage, state: str) -> None:
    stage.off = state == "stops"
    if not stage.off:
        _restarts(stage)


@sentence(r"the clock is set back by (?P<minutes>\d+) minutes")
def _set_back(stage: Stage, minutes: str) -> None:
    stage.behind += timedelta(minutes=int(minutes))
    stage.world.clock.set_back(timedelta(minutes=int(minutes)))
    stage.beat()


@sentence(rf"at {MOMENT}")
def _at(stage: Stage, day: str, clock: str, week: str | None) -> None:
    then = moment(day, clock, week)
    if then < stage.now:
        raise StoryError(f"it is {stage.now:%a %H:%M} already")
    stage.goes_on(then)
