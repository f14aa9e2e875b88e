import type { ExportFormat, NamedImage } from './exportFormat';
import { oneLine, writePieces } from './writeText';

/** The metadata that kohya's sd-scripts train from: its `image_dir` is the folder from which the names are meant. */
export const kohya: ExportFormat = {
  ending: '.json',
  images: 'reference',
  holds: [],
  keys: ['tags'],
  several: false,
  odd: ['lines'],
  files: ({ stem, images }, { allCaptions }) => [
    { name: `${stem}.json`, write: (path) => writePieces(path, documentOf(images, allCaptions === true)) },
  ],
};

function* documentOf(images: Iterable<NamedImage>, allCaptions: boolean): Generator<string> {
  let before = '{\n';
  for (const { name, captions } of images) {
    const taken = allCaptions ? captions : captions.slice(0, 1);
    const { tags } = captions[0].others;
    const caption = JSON.stringify(taken.map(({ row }) => oneLine(row.text)).join('\n'));
    const tagged = typeof tags === 'string' && tags !== '' ? `,"tags":${JSON.stringify(tags)}` : '';
    yield `${before}${JSON.stringify(name)}: {"caption":${caption}${tagged}}`;
    before = ',\n';
  }
  yield before === '{\n' ? '{}\n' : '\n}\n';
}
