"""A number as people write it: `1.234,56`, `1,234.56`, `5k`. Apart from the sums, for what staff write is read, too."""

from __future__ import annotations

from decimal import Decimal

_SCALES = {
    100: "hundred hundert honderd",
    1000: "k thousand grand tsd tausend mil mila mille duizend",
    100_000: "lakh",
    1_000_000: "m mn mio mln million millions millionen millon millones milhao milhoes milione milioni miljoen",
}
SCALE_OF = {word: scale for scale, said in _SCALES.items() for word in said.split()}


def value(number: str, scale: str = "") -> Decimal:
    """`1.234,56` and `1,234.56` are the same; `1.234` is a thousand and more, `1.2` is not."""
    plain = number.replace(" ", "").replace("'", "")
    last = max(plain.rfind("."), plain.rfind(","))
    if last >= 0 and len(plain) - last - 1 in (1, 2) and (plain.count(plain[last]) == 1):
        plain = plain[:last].replace(".", "").replace(",", "") + "." + plain[last + 1 :]
    else:
        plain = plain.replace(".", "").replace(",", "")
    return Decimal(plain) * SCALE_OF.get(scale.strip(" ."), 1)
