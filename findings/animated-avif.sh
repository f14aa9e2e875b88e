#!/bin/sh
# sharp and image-size call an animated AVIF an unsupported format; Pillow and browsers show it.
#
# Expected: sharp reads AVIF (`sharp.format.heif`), and of an animated file at least the first frame, as of GIF and WebP.
# Seen: an animation has the major brand "avis" in its first box where a still image has "avif". libheif, as it is in
#   sharp, refuses it with "Input file contains unsupported image format"; image-size knows no such type.
# Why it matters here: the person sees the animation in the editor, and the captioner cannot look at it. The message must not
#   call such a file damaged.
. "$(dirname "$0")/lib.sh"
python_packages pillow==13.0.0
npm_packages sharp@0.35.5 image-size@2.1.0

cat >program.py <<'PY'
from PIL import Image

frames = [Image.new("RGB", (32, 24), colour) for colour in ("red", "green", "blue")]
frames[0].save("still.avif")
frames[0].save("animated.avif", save_all=True, append_images=frames[1:], duration=200)
for name in ("still.avif", "animated.avif"):
    with open(name, "rb") as file:
        brand = file.read(12)[8:].decode()
    with Image.open(name) as image:
        print(f"{name}: brand {brand}; Pillow: {image.width} × {image.height}, {getattr(image, 'n_frames', 1)} frames")
PY
cat >program.js <<'JS'
const sharp = require('sharp');
const { imageSizeFromFile } = require('image-size/fromFile');
(async () => {
  for (const name of ['still.avif', 'animated.avif']) {
    const outcomes = { sharp: () => sharp(name).metadata(), 'image-size': () => imageSizeFromFile(name) };
    for (const [library, read] of Object.entries(outcomes)) {
      const seen = await read().then(({ width, height }) => `${width} × ${height}`, ({ message }) => message);
      console.log(`${name}: ${library}: ${seen}`);
    }
  }
})();
JS
PYTHONIOENCODING=utf-8 venv/bin/python program.py >seen
node program.js >>seen

still_so <<'SEEN'
still.avif: brand avif; Pillow: 32 × 24, 1 frames
animated.avif: brand avis; Pillow: 32 × 24, 3 frames
still.avif: sharp: 32 × 24
still.avif: image-size: 32 × 24
animated.avif: sharp: Input file contains unsupported image format
animated.avif: image-size: unsupported file type: undefined
SEEN
