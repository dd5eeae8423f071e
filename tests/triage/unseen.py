"""Labelled mail on which no rule was tuned, and the figures of the packaged rules on it.

`python -m tests.triage.unseen [--worst N] [--by language] [--write FOLDER]`

The mails stand in `unseen/*.toml`. The labels judge the sender's new words and what he hands on as his own report;
quoted history, signatures and disclaimers are not judged. `loss` is the sum that was lost, wrongly charged or wrongly
withheld, the upper end where the words give a range. It is labelled below 500 as well, where `financial_loss` must
stay silent. These mails measure: a rule that is written for one of them makes the figures worth less.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

from inbox_escalator.identity import Seal
from inbox_escalator.intake.desk import Desk
from inbox_escalator.intake.inbound import read_mail
from inbox_escalator.intake.judge import judge
from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.matrix import Rules, load_rules
from tests.triage.scoring import Figures, Label, Money, Prediction, Share, by_language, mistakes, score

FOLDER = Path(__file__).with_suffix("")
DESK = Desk(address="support@lakemont.example.com", seal=Seal(bytes(16), "localhost"))
"""Whom the mails are written to."""


@dataclass(frozen=True, slots=True)
class LabelledMail:
    label: Label
    raw: bytes
    """RFC 5322, lines end in CRLF."""


def labelled_mail(folder: Path = FOLDER, name: str = "*") -> list[LabelledMail]:
    """Every mail of every file of `folder` with that name, in the order of the files' names."""
    tables = [
        table
        for file in sorted(folder.glob(f"{name}.toml"))
        for table in tomllib.loads(file.read_text("utf-8"))["mail"]
    ]
    return [LabelledMail(_label(table), _raw(table)) for table in tables]


def predictions(mails: list[LabelledMail], rules: Rules) -> dict[str, Prediction]:
    return {mail.label.id: _predicted(mail.raw, rules) for mail in mails}


def write(mails: list[LabelledMail], folder: Path) -> None:
    """`eml/ID.eml` for each mail and a line for each in `labels.jsonl`."""
    (folder / "eml").mkdir(parents=True, exist_ok=True)
    for mail in mails:
        (folder / "eml" / f"{mail.label.id}.eml").write_bytes(mail.raw)
    lines = [json.dumps(_line(mail.label), ensure_ascii=False) + "\n" for mail in mails]
    (folder / "labels.jsonl").write_text("".join(lines), "utf-8")


# ---------------------------------------------------------------------- from the files


def _label(table: Mapping[str, Any]) -> Label:
    mood = table.get("sentiment", "calm")
    return Label(
        id=table["id"],
        language=table["language"],
        triggers=frozenset(table.get("triggers", ())),
        dont_care=frozenset(table.get("dont_care", ())),
        hard_negative_for=frozenset(table.get("hard_negative_for", ())),
        sentiment=mood,
        sentiment_ok=frozenset(table.get("sentiment_ok", (mood,))),
        loss=Money(float(table["loss"]["amount"]), table["loss"]["currency"]) if "loss" in table else None,
        machine=table.get("machine", ""),
        layout=tuple(table.get("layout", ())),
        reason=table["reason"],
    )


def _raw(table: Mapping[str, Any]) -> bytes:
    if "raw" in table:
        return str(table["raw"]).replace("\n", "\r\n").encode()
    message = EmailMessage(policy=SMTP)
    message["From"] = table.get("sender", f"{table['id']}@post.example")
    message["To"] = DESK.address
    message["Subject"] = table["subject"]
    message["Date"] = "Tue, 03 Jun 2025 10:00:00 +0000"
    message["Message-ID"] = f"<{table['id']}@post.example>"
    message.set_content(table["text"])
    return message.as_bytes()


def _predicted(raw: bytes, rules: Rules) -> Prediction:
    mail = read_mail(raw)
    found = triage(mail, judge(mail, DESK), rules)
    loss = Money(float(found.loss.amount), found.loss.currency) if found.loss else None
    return Prediction(frozenset(found.triggers), found.sentiment.value, loss)


def _line(label: Label) -> dict[str, object]:
    """The keys of a line of `labels.jsonl`, which other scorers read as well."""
    return {
        "id": label.id,
        "file": f"eml/{label.id}.eml",
        "triggers": sorted(label.triggers),
        "dont_care": sorted(label.dont_care),
        "sentiment": label.sentiment,
        "sentiment_ok": sorted(label.sentiment_ok),
        "loss": {"amount": label.loss.amount, "currency": label.loss.currency} if label.loss else None,
        "is_auto_reply": label.machine == "auto_reply",
        "is_bounce": label.machine == "bounce",
        "is_list_or_bulk": label.machine == "bulk",
        "language": label.language,
        "source": "own",
        "source_ref": "",
        "license": "written for this project",
        "real_text": False,
        "hard_negative_for": sorted(label.hard_negative_for),
        "layout": list(label.layout),
        "reason": label.reason,
    }


# ---------------------------------------------------------------------- for a person


def _print_figures(figures: Figures) -> None:
    every = figures.all_triggers
    print(f"{figures.mails} mails")
    print(f"{'trigger':20}{'prec':>7}{'recall':>8}{'F1':>7}{'right':>7}{'false':>7}{'missed':>8}")
    for name, hits in [*figures.per_trigger.items(), ("all", every)]:
        counted = f"{hits.right:7}{hits.false:7}{hits.missed:8}"
        print(f"{name:20}{hits.precision:7.3f}{hits.recall:8.3f}{hits.f1:7.3f}{counted}")
    print(f"macro F1 of the escalating triggers  {figures.macro_f1_escalating:.3f}")
    print(f"every trigger of a mail right        {figures.exact}")
    print(f"false alarms on ordinary mail        {figures.alarms_on_ordinary}")
    print(f"  of it with a trigger's words       {figures.alarms_on_hard}")
    print(f"  of it written by machines          {figures.alarms_on_machine}")
    print(f"mood                                 {figures.mood}")
    print(f"mood, any reasonable one             {figures.mood_tolerant}")
    print(f"amount of the loss                   {figures.amounts}")
    print(f"  with its currency                  {figures.amounts_with_currency}")


def _print_languages(labels: list[Label], found: Mapping[str, Prediction]) -> None:
    print(f"\n{'language':10}{'mails':>6}{'prec':>7}{'recall':>8}{'F1':>7}{'alarms':>8}{'mood':>7}{'amount':>8}")
    for language, group in by_language(labels).items():
        f = score(group, found)
        every = f.all_triggers
        print(
            f"{language:10}{f.mails:6}{every.precision:7.3f}{every.recall:8.3f}{every.f1:7.3f}"
            f"{_rate(f.alarms_on_ordinary):>8}{_rate(f.mood_tolerant):>7}{_rate(f.amounts):>8}"
        )


def _rate(share: Share) -> str:
    return f"{share.rate:.3f}" if share.whole else "-"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.triage.unseen", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--worst", metavar="N", type=int, default=0, help="the N gravest mistakes of either sort")
    parser.add_argument("--by", choices=["language"], help="figures for each language as well")
    parser.add_argument("--write", metavar="FOLDER", type=Path, help="only write the mails and labels.jsonl there")
    asked = parser.parse_args(arguments)
    mails = labelled_mail()
    if asked.write:
        write(mails, asked.write)
        return
    labels = [mail.label for mail in mails]
    found = predictions(mails, load_rules())
    _print_figures(score(labels, found))
    if asked.by:
        _print_languages(labels, found)
    wrong = mistakes(labels, found)
    for missed in (True, False):
        for m in [m for m in wrong if m.missed is missed][: asked.worst]:
            print(f"{'MISSED' if missed else 'FALSE '}  {m.trigger:18} {m.label.id:6} {m.label.reason}")


if __name__ == "__main__":
    main()
