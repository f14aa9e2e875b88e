#!/bin/sh
# Pillow makes a 16-bit grey PNG white where it converts it to RGB, as image loaders do; sharp scales it.
#
# Expected: 0 … 65,535 becomes 0 … 255, as libpng, sharp and browsers do.
# Seen: `convert("RGB")` and `convert("L")` clip: every value above 255 is 255. A ramp from black to white is white but for its
#   first pixel. No error, no warning.
# Why it matters here: medical scans, depth maps and microscope pictures are such files. The editor and the captioner show
#   a picture, and a trainer that reads the same dataset through Pillow learns its caption with a white square.
. "$(dirname "$0")/lib.sh"
python_packages pillow==13.0.0 numpy==2.4.6
npm_packages sharp@0.35.5

cat >program.py <<'PY'
import numpy
from PIL import Image

ramp = numpy.linspace(0, 65535, 6).astype("uint16").reshape(1, 6)
Image.fromarray(ramp).save("ramp.png")
with Image.open("ramp.png") as image:
    print("in the file:", ramp[0].tolist())
    print("Pillow, RGB:", [red for red, _, _ in map(image.convert("RGB").getpixel, [(x, 0) for x in range(6)])])
    print("Pillow, L:", [image.convert("L").getpixel((x, 0)) for x in range(6)])
PY
cat >program.js <<'JS'
require('sharp')('ramp.png')
  .toColourspace('srgb')
  .raw()
  .toBuffer({ resolveWithObject: true })
  .then(({ data, info }) => console.log(`sharp, sRGB: [${[...data].filter((_, at) => at % info.channels === 0).join(', ')}]`));
JS
venv/bin/python program.py >seen 2>warnings
node program.js >>seen

still_so <<'SEEN'
in the file: [0, 13107, 26214, 39321, 52428, 65535]
Pillow, RGB: [0, 255, 255, 255, 255, 255]
Pillow, L: [0, 255, 255, 255, 255, 255]
sharp, sRGB: [0, 51, 102, 153, 204, 255]
SEEN
