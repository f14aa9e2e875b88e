#!/bin/sh
# A bundle that esbuild makes of jsonc-parser for Node builds without a warning and fails as soon as it is started.
#
# Expected: what runs from node_modules runs from a bundle, too, or esbuild says what it could not take along.
# Seen: the package's "main" is a UMD file, which gets `require` as an argument; esbuild does not see through that, leaves
#   `require("./impl/format")` as it is, and the bundle stops with "Cannot find module './impl/format'". With the ES module
#   build named by its path the bundle works; `--main-fields=module,main` helps too.
# Why it matters here: every program of Showtell is such a bundle. src/dataset/json/jsonObject.ts therefore imports
#   jsonc-parser/lib/esm/main.js.
. "$(dirname "$0")/lib.sh"
npm_packages esbuild@0.28.2 jsonc-parser@3.3.1

echo "import { parse } from 'jsonc-parser'; console.log(parse('[1]').length);" >package.mjs
echo "import { parse } from 'jsonc-parser/lib/esm/main.js'; console.log(parse('[1]').length);" >module.mjs
try_bundle() {
  node_modules/.bin/esbuild "$@" --bundle --platform=node --outfile=bundle.js --log-level=warning >warnings 2>&1
  echo "bundled with $* ($(wc -l <warnings | tr -d ' ') warnings): $(node bundle.js 2>&1 | grep -m 1 -E 'Error|^[0-9]')"
}
{
  echo "from node_modules: $(node package.mjs)"
  try_bundle package.mjs
  try_bundle package.mjs --main-fields=module,main
  try_bundle module.mjs
} >seen

still_so <<'SEEN'
from node_modules: 1
bundled with package.mjs (0 warnings): Error: Cannot find module './impl/format'
bundled with package.mjs --main-fields=module,main (0 warnings): 1
bundled with module.mjs (0 warnings): 1
SEEN
