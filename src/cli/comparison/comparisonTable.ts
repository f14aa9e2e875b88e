import path from 'node:path';
import {
  mostDifferent,
  type CaptionComparison,
  type CaptionerFigures,
} from '../../captioner/evaluation/compareCaptions';

/** Images that are shown of those on which the captioners differ. */
const mostShown = 10;
const longestCaption = 80;

/** An image that all captioners have captioned, and people, too. */
export interface ComparedImage {
  fileName: string;
  references: string[];
  /** Of each captioner. */
  captions: string[];
}

/** What `--json` prints of it. */
export function comparisonObject(
  files: readonly string[],
  images: readonly ComparedImage[],
  comparison: CaptionComparison,
): object {
  return {
    images: images.length,
    captioners: comparison.captioners.map((figures, at) => ({ file: files[at], ...figures })),
    captions: images.map(({ fileName, captions }, image) => ({
      fileName,
      captions,
      ciderD: comparison.ofImages.map((scores) => scores[image]),
    })),
  };
}

/** What people read of it: a column a captioner, and the images on which they differ most. */
export function comparisonTable(
  files: readonly string[],
  images: readonly ComparedImage[],
  comparison: CaptionComparison,
): string {
  const { captioners } = comparison;
  const columns = files.map((file) => path.basename(file));
  const width = Math.max(10, ...columns.map((name) => name.length)) + 2;
  const row = (name: string, values: readonly string[]): string =>
    name.padEnd(36) + values.map((value) => value.padStart(width)).join('');
  const times100 = (value: number | null): string => (value === null ? '–' : (value * 100).toFixed(1));
  const figures: [name: string, of: (figures: CaptionerFigures) => string][] = [
    ['BLEU-1', ({ scores }) => times100(scores.bleu1)],
    ['BLEU-2', ({ scores }) => times100(scores.bleu2)],
    ['BLEU-3', ({ scores }) => times100(scores.bleu3)],
    ['BLEU-4', ({ scores }) => times100(scores.bleu4)],
    ['ROUGE-L', ({ scores }) => times100(scores.rougeL)],
    ['CIDEr-D', ({ scores }) => times100(scores.ciderD)],
    ['keystrokes for 100 characters', ({ correcting }) => correcting.toFixed(1)],
    ['words a caption', ({ variety }) => variety.words.toFixed(1)],
    ['different captions', ({ variety }) => String(variety.distinct)],
    ['different words', ({ variety }) => String(variety.vocabulary)],
  ];
  const rows = figures.map(([name, of]) => row(name, captioners.map(of)));
  const sections = [[row(`${images.length} images`, columns), ...rows]];
  const changes = captioners.flatMap(({ ciderDChange }, at) =>
    ciderDChange?.interval
      ? [
          `CIDEr-D of ${columns[at]} less that of ${columns[0]}: ${times100(ciderDChange.value)} ` +
            `(95 %: ${ciderDChange.interval.map(times100).join(' to ')})`,
        ]
      : [],
  );
  if (changes.length > 0) sections.push(changes);
  const different = files.length > 1 ? mostDifferent(comparison, mostShown) : [];
  if (different.length > 0) {
    sections.push([
      'The images on which they differ most, with CIDEr-D:',
      ...different.flatMap((image) => [
        images[image].fileName,
        ...columns.map(
          (name, at) => `  ${name}: ${times100(comparison.ofImages[at][image])} ${cutOff(images[image].captions[at])}`,
        ),
      ]),
    ]);
  }
  return sections.map((section) => section.join('\n')).join('\n\n');
}

function cutOff(caption: string): string {
  const characters = [...caption];
  return characters.length > longestCaption ? `${characters.slice(0, longestCaption - 1).join('')}…` : caption;
}
