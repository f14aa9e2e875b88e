#!/bin/sh
# On WebAssembly, `tf.matMul(a, b, false, true)` takes longer than transposing b first and multiplying then.
#
# Expected: the flags transposeA and transposeB save a copy, so they are at least as quick as `tf.transpose` and `matMul`.
# Seen: with a flag it takes longer, the copy of the transpose counted in. 512 × 512 matrices on an idle machine: 10 times as
#   long with transposeB, 18 times with transposeA; beside much other work 1.3 to 2.7 times. Held here: 1.1 times.
# Why it matters here: every gradient of a product has a transposed factor, so automatic differentiation takes the slow way
#   in each of them. The gradients of the decoder, written by hand, transpose first.
. "$(dirname "$0")/lib.sh"
npm_packages @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0

cat >program.js <<'JS'
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-backend-wasm');
(async () => {
  await tf.setBackend('wasm');
  const a = tf.randomNormal([512, 512], 0, 1, 'float32', 1);
  const b = tf.randomNormal([512, 512], 0, 1, 'float32', 2);
  const ways = {
    transposeA: [() => tf.matMul(a, b, true, false), () => tf.matMul(tf.transpose(a), b)],
    transposeB: [() => tf.matMul(a, b, false, true), () => tf.matMul(a, tf.transpose(b))],
  };
  const milliseconds = (product) => {
    const before = performance.now();
    tf.tidy(() => product().dataSync());
    return performance.now() - before;
  };
  for (const [flag, products] of Object.entries(ways)) {
    const difference = tf.tidy(() => tf.max(tf.abs(tf.sub(products[0](), products[1]()))).dataSync()[0]);
    // The quickest run of each: the first ones wait for V8's optimising compiler, later ones perhaps for other programs.
    const quickest = [Infinity, Infinity];
    const end = performance.now() + 15_000;
    for (let round = 0; round < 40 && performance.now() < end; round++) {
      products.forEach((product, at) => (quickest[at] = Math.min(quickest[at], milliseconds(product))));
    }
    const ratio = quickest[0] / quickest[1];
    console.error(`${flag}: ${ratio.toFixed(1)} times as long`);
    console.log(`${flag}: ${ratio > 1.1 ? 'longer' : 'not longer'} than transposing first; the products differ by ${difference < 1e-3 ? 'rounding' : difference}`);
  }
})();
JS
node program.js >seen

still_so <<'SEEN'
transposeA: longer than transposing first; the products differ by rounding
transposeB: longer than transposing first; the products differ by rounding
SEEN
