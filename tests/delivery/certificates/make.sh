#!/bin/sh
# Makes the certificates of these tests anew. They protect nothing: the keys are public, the names are of loopback.
cd "$(dirname "$0")" || exit 1
key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"; }
conf() { # openssl ca is the only one that sets the first day
    mkdir -p issued && : >issued/index && od -An -N8 -tx1 /dev/urandom | tr -d " " >issued/serial
    printf '[ca]\ndefault_ca=d\n[d]\ndatabase=issued/index\nserial=issued/serial\nnew_certs_dir=issued\ndefault_md=sha256\npolicy=p\nunique_subject=no\n[p]\nCN=supplied\n' >issued/conf
}
selfsign() { # name, common name, extensions
    key "$1"
    openssl req -new -key "$1.key" -subj "/CN=$2" -out "$1.csr"
    printf "$3" >"$1.ext"
    conf
    openssl ca -batch -notext -config issued/conf -selfsign -keyfile "$1.key" -in "$1.csr" -extfile "$1.ext" \
        -startdate 20250101000000Z -enddate 21240101000000Z -out "$1.pem"
    rm -rf "$1.csr" "$1.ext" issued
}
selfsign authority "inbox-escalator tests" 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n'
issue() { # name, host, first day, last day; each in the past or far off, so that no test depends on today
    key "$1"
    openssl req -new -key "$1.key" -subj "/CN=$2" -out "$1.csr"
    printf 'subjectAltName=DNS:%s\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\nauthorityKeyIdentifier=keyid\n' "$2" >"$1.ext"
    conf
    openssl ca -batch -notext -config issued/conf -cert authority.pem -keyfile authority.key -extfile "$1.ext" \
        -startdate "$3" -enddate "$4" -in "$1.csr" -out "$1.pem"
    rm -rf "$1.csr" "$1.ext" issued
}
issue good localhost 20250101000000Z 21240101000000Z
issue expired localhost 20200101000000Z 20210101000000Z
issue otherhost mail.elsewhere.example 20250101000000Z 21240101000000Z
selfsign selfsigned localhost 'subjectAltName=DNS:localhost\nbasicConstraints=CA:TRUE\n'
rm -f authority.key
