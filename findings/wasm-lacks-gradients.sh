#!/bin/sh
# TensorFlow.js on WebAssembly computes convolutions and look-ups, but not their gradients.
#
# Expected: a model that runs on a backend can be trained on it; `tf.grad` works on whatever the backend computes.
# Seen: the gradients of `gather` (so of every embedding), of `conv2d` by its filter and of `depthwiseConv2d` need kernels
#   that the WASM backend does not have, and throw. Plain JavaScript has them all; it is some 20 times slower.
# Why it matters here: Showtell has to learn where native TensorFlow cannot be installed. So the gradients of the decoder
#   are written out by hand (docs/decisions/own-gradients.md); the encoder learns on native TensorFlow only.
. "$(dirname "$0")/lib.sh"
npm_packages @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0

cat >program.js <<'JS'
const tf = require('@tensorflow/tfjs');
require('@tensorflow/tfjs-backend-wasm');
const trials = {
  'gather by its rows': () => tf.grad((rows) => tf.gather(rows, tf.tensor1d([1, 2, 2], 'int32')).sum())(tf.ones([10, 4])),
  'conv2d by its image': () => tf.grad((x) => tf.conv2d(x, tf.ones([3, 3, 3, 4]), 1, 'same').sum())(tf.ones([1, 8, 8, 3])),
  'conv2d by its filter': () => tf.grad((w) => tf.conv2d(tf.ones([1, 8, 8, 3]), w, 1, 'same').sum())(tf.ones([3, 3, 3, 4])),
  'depthwiseConv2d by its image': () => tf.grad((x) => tf.depthwiseConv2d(x, tf.ones([3, 3, 3, 1]), 1, 'same').sum())(tf.ones([1, 8, 8, 3])),
  'depthwiseConv2d by its filter': () => tf.grad((w) => tf.depthwiseConv2d(tf.ones([1, 8, 8, 3]), w, 1, 'same').sum())(tf.ones([3, 3, 3, 1])),
};
(async () => {
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend);
    for (const [name, trial] of Object.entries(trials)) {
      let outcome = 'computed';
      try {
        trial().dataSync();
      } catch (error) {
        outcome = error.message;
      }
      console.log(`${backend}: gradient of ${name}: ${outcome}`);
    }
  }
})();
JS
node program.js >all
grep -E '^(cpu|wasm): ' all >seen

still_so <<'SEEN'
cpu: gradient of gather by its rows: computed
cpu: gradient of conv2d by its image: computed
cpu: gradient of conv2d by its filter: computed
cpu: gradient of depthwiseConv2d by its image: computed
cpu: gradient of depthwiseConv2d by its filter: computed
wasm: gradient of gather by its rows: Kernel 'UnsortedSegmentSum' not registered for backend 'wasm'
wasm: gradient of conv2d by its image: computed
wasm: gradient of conv2d by its filter: Kernel 'Conv2DBackpropFilter' not registered for backend 'wasm'
wasm: gradient of depthwiseConv2d by its image: Kernel 'DepthwiseConv2dNativeBackpropInput' not registered for backend 'wasm'
wasm: gradient of depthwiseConv2d by its filter: Kernel 'DepthwiseConv2dNativeBackpropFilter' not registered for backend 'wasm'
SEEN
