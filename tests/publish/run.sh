#!/usr/bin/env bash
# Publishing against the real thing: sshd with rsync, sshd with sftp alone, git over ssh, stores that speak S3, nginx. What is missing is
# installed where this may be done (Debian, root); what is missing then is skipped, and said to be.
#
# DATELINE   the program to test, built with `--features s3`; else it is built
# EVERY      1 drops the connection at every call and request, which takes half an hour; else at one in eight, beginning anywhere
# S3S_FS     a store that checks signatures: `cargo install s3s-fs --version 0.14.1 --locked --features binary` takes some 25 minutes,
#            which is why nothing here does it
set -euo pipefail
cd "$(dirname "$0")/../.."

wanted=()
command -v sshd >/dev/null || [ -x /usr/sbin/sshd ] || wanted+=(openssh-server)
command -v ssh >/dev/null || wanted+=(openssh-client)
command -v rsync >/dev/null || wanted+=(rsync)
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || wanted+=(nginx-light)
if [ ${#wanted[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    # No service is started: each test has its own.
    export RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${wanted[@]}"; } >/dev/null 2>&1 || echo "could not install ${wanted[*]}"
fi

out=${CARGO_TARGET_DIR:-target}
if ! command -v moto_server >/dev/null && [ -z "${MOTO_SERVER:-}" ]; then
    venv=$out/moto
    if [ ! -x "$venv/bin/moto_server" ]; then
        { python3 -m venv "$venv" && "$venv/bin/pip" install -q 'moto[server,s3]'; } >/dev/null 2>&1 || echo "could not install moto"
    fi
    if [ -x "$venv/bin/moto_server" ]; then
        export MOTO_SERVER=$venv/bin/moto_server MOTO_PYTHON=$venv/bin/python3
    fi
fi

if [ -z "${DATELINE:-}" ]; then
    # Without the preview some of the program is never called; that is no news.
    log=$(mktemp)
    cargo build --locked --quiet --no-default-features --features s3 2>"$log" || { cat "$log"; exit 1; }
    rm -f "$log"
    # Under a name of its own, which another build does not replace meanwhile.
    DATELINE=$out/dateline-s3
    cp "$out/debug/dateline" "$DATELINE"
fi
exec python3 tests/publish/check.py "$DATELINE" . "$@"
