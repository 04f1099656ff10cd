#!/bin/bash
# Draws docs/plan.png: what dateline plan prints of a few edits to the shipped example, as a
# terminal shows it, but for the warnings. `make pictures` runs it; it wants chromium.
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$repository/data" "$work"
cd "$work"
cat > config.toml <<'END'
[site]
title = "The Harbour Gazette"
url = "https://gazette.example/"
[publish]
base = "https://gazette.example/feeds/"
[[feed]]
[[feed]]
each = "section"
path = "section/{slug}"
END
"$repository/bin/dateline" publish --quiet --now 2026-11-24T12:00:00Z || [ $? -eq 3 ]
cat > data/articles/harbour/storm.md <<'END'
+++
title = "The storm warning is lifted"
published = 2026-11-24T12:30:00Z
+++
Boats may leave again.
END
sed -i '0,/^+++/s//+++\nsignificant = true/' data/articles/harbour/new-breakwater.md
echo 'The first stones lie in place.' >> data/articles/harbour/new-breakwater.md
echo 'Tides are those of the harbour mouth.' >> data/articles/harbour/tide-tables.md
{
	cat <<'END'
<!DOCTYPE html><meta charset="utf-8"><style>
body { margin: 0; background: #fff }
pre { margin: 0; padding: 20px 24px; background: #16181d; color: #d7dae0; font: 14px/1.45 "DejaVu Sans Mono", monospace; white-space: pre }
b { color: #8bd17c; font-weight: normal }
</style><pre><b>$</b> dateline plan
END
	"$repository/bin/dateline" plan --now 2026-11-24T13:00:00Z | grep -v warning: | sed 's/&/\&amp;/g; s/</\&lt;/g'
	echo '</pre>'
} > plan.html
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1.25 --window-size="960,$((($(grep -c "" plan.html) - 6) * 21 + 40))" --screenshot="$work/plan.png" "file://$work/plan.html" 2>/dev/null
mv plan.png "$repository/docs/plan.png"
