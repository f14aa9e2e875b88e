#!/bin/sh
# On WebAssembly, `relu6`, `clipByValue` and fused activations turn NaN into 0; plain JavaScript keeps it.
#
# Expected: what is not a number stays so through every operation, as in native TensorFlow and in JavaScript, so that a
#   loss or an output that is not finite tells of broken weights.
# Seen: clipping on WASM gives the lower bound for NaN, and so do `relu6` and the activations that are fused into a product.
#   `relu` alone keeps it. `maximum(x, 0)` keeps NaN, `maximum(0, x)` does not.
# Why it matters here: the encoder has relu6 after its convolutions. Weights that are not numbers would give zeros and an ordinary
#   caption. So weights are checked for that when they are read.
. "$(dirname "$0")/lib.sh"
npm_packages @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0

cat >program.js <<'JS'
const tf = require('@tensorflow/tfjs');
require('@tensorflow/tfjs-backend-wasm');
const trials = (x) => ({
  'clipByValue(NaN, 0, 1)': () => tf.clipByValue(x, 0, 1),
  'relu6(NaN)': () => tf.relu6(x),
  'relu(NaN)': () => tf.relu(x),
  'NaN · 1, relu fused': () => tf.fused.matMul({ a: x.reshape([1, 1]), b: tf.ones([1, 1]), activation: 'relu' }),
  'maximum(NaN, 0)': () => tf.maximum(x, tf.zeros([1])),
  'maximum(0, NaN)': () => tf.maximum(tf.zeros([1]), x),
});
(async () => {
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend);
    const x = tf.tensor1d([NaN]);
    for (const [name, trial] of Object.entries(trials(x))) console.log(`${backend}: ${name} = ${trial().dataSync()[0]}`);
  }
})();
JS
node program.js >all
grep -E '^(cpu|wasm): ' all >seen

still_so <<'SEEN'
cpu: clipByValue(NaN, 0, 1) = NaN
cpu: relu6(NaN) = NaN
cpu: relu(NaN) = NaN
cpu: NaN · 1, relu fused = NaN
cpu: maximum(NaN, 0) = NaN
cpu: maximum(0, NaN) = NaN
wasm: clipByValue(NaN, 0, 1) = 0
wasm: relu6(NaN) = 0
wasm: relu(NaN) = NaN
wasm: NaN · 1, relu fused = 0
wasm: maximum(NaN, 0) = NaN
wasm: maximum(0, NaN) = 0
SEEN
