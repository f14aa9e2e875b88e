#!/bin/sh
# A single write to a disk that fills up writes a part, and fails neither in Node's `fs.write` nor in what calls it once.
#
# Expected: an error, as nobody can use half a file.
# Seen: `fs.write` says how many bytes it wrote, fewer than it was given; only a loop that goes on gets ENOSPC. write-file-atomic
#   calls it once, does not look at the count, and puts the torn file in the place of the good one.
# Why it matters here: VS Code 1.139 writes files on disk with one such call, too. It then shows a clean tab, without a message, also
#   in its own text editor (test/extension/document/fullDisk.test.ts). So the extension compares each saved dataset with its text.
. "$(dirname "$0")/lib.sh"
[ "$(uname)" = Linux ] || cannot_try 'small file systems are mounted in the way of Linux'
npm_packages write-file-atomic@8.0.0
mkdir disk

cat >program.js <<'JS'
const fs = require('node:fs');
const writeFileAtomic = require('write-file-atomic');

const size = 200 * 1024;
const bytes = Buffer.alloc(size, 'x');
const clear = () => fs.readdirSync('disk').forEach((name) => fs.rmSync(`disk/${name}`));
const say = (what, error, file) =>
  console.log(what, error ? error.code : 'no error', fs.statSync(file).size < size ? 'a part is there' : 'all is there');

(async () => {
  const descriptor = fs.openSync('disk/one', 'w');
  fs.write(descriptor, bytes, 0, size, 0, async (error) => {
    say('fs.write:', error, 'disk/one');
    fs.closeSync(descriptor);
    clear();
    await fs.promises.writeFile('disk/two', bytes).then(
      () => say('fs.promises.writeFile:', undefined, 'disk/two'),
      (error) => say('fs.promises.writeFile:', error, 'disk/two'),
    );
    clear();
    fs.writeFileSync('disk/three', 'good');
    await writeFileAtomic('disk/three', bytes, { fsync: false }).then(
      () => say('write-file-atomic:', undefined, 'disk/three'),
      (error) => say('write-file-atomic:', error, 'disk/three'),
    );
  });
})();
JS
unshare --map-root-user --mount sh -c 'mount -t tmpfs -o size=64k tmpfs disk && node program.js' >seen ||
  cannot_try 'no small file system can be mounted'

still_so <<'SEEN'
fs.write: no error a part is there
fs.promises.writeFile: ENOSPC a part is there
write-file-atomic: no error a part is there
SEEN
