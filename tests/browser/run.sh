#!/usr/bin/env bash
# Builds the example archive and looks at it with other people's eyes: the HTML checker of the W3C, an accessibility checker, and a browser that
# follows every link. Screenshots go to tests/browser/out. Needs Debian; installs what is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=tests/browser

say() { printf '\n== browser: %s\n' "$*"; }

say "tools"
missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v java >/dev/null || missing+=(default-jre-headless)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
if [ "${#missing[@]}" -gt 0 ]; then
    echo "installing ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
if [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
    echo "node 20 or later is needed, and this is $(node --version)"
    exit 1
fi
(cd "$here" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error)
export CHROMIUM=${CHROMIUM:-$(command -v chromium)}

say "build"
cargo build --release --quiet
target=$(cargo metadata --no-deps --format-version 1 | node -e 'process.stdout.write(JSON.parse(require("fs").readFileSync(0)).target_directory)')
export DATELINE=$target/release/dateline
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for part in dateline.toml seeds content static; do
    [ ! -e "$part" ] || cp -R "$part" "$work/"
done
"$DATELINE" -C "$work" build
pages=$(find "$work/public" -name '*.html' | wc -l)

say "HTML checker, $pages pages"
checker=(java -Xss4m -jar "$here/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only --format gnu)
"${checker[@]}" --skip-non-html "$work/public"
find "$work/public" -name '*.css' -print0 | xargs -0 -r "${checker[@]}" --css
find "$work/public" -name '*.svg' -print0 | xargs -0 -r "${checker[@]}" --svg
echo "vnu: $pages pages, 0 errors"

say "links and requests"
node "$here/crawl.mjs" "$work/public"

say "accessibility"
node "$here/axe.mjs" "$work/public"

say "search"
node "$here/search.mjs" "$work/public"

say "screenshots"
node "$here/shots.mjs" "$work/public" "$here/out"

say "live reload"
node "$here/reload.mjs" "$work"

say "all done"
