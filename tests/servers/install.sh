#!/bin/sh
# The tests talk to a real Dovecot. Root gets it from the system's packages; others are told, and those tests are
# skipped with a reason (in CI a missing server is an error, see tests/servers/conftest.py).
PATH="$PATH:/usr/sbin:/sbin"
need=""
command -v dovecot >/dev/null 2>&1 || need="dovecot-imapd"
for lmtp in /usr/lib/dovecot/lmtp /usr/libexec/dovecot/lmtp; do [ -x "$lmtp" ] && have_lmtp=1; done
[ -n "$have_lmtp" ] || need="$need dovecot-lmtpd"
[ -e /usr/lib/dovecot/modules/lib90_sieve_plugin.so ] || need="$need dovecot-sieve"
command -v openssl >/dev/null 2>&1 || need="$need openssl"
[ -z "$need" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing$(printf ' %s' $need) for the tests against real servers"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get -qq update && apt-get -qq install -y --no-install-recommends $need; } >/tmp/inbox-escalator-apt.log 2>&1 ||
        { echo "could not install$(printf ' %s' $need); see /tmp/inbox-escalator-apt.log"; tail -3 /tmp/inbox-escalator-apt.log; }
else
    echo "not installed:$(printf ' %s' $need). The tests against real servers are skipped; run: sudo apt-get install$(printf ' %s' $need)"
fi
exit 0
