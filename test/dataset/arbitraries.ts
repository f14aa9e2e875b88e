import fc from 'fast-check';
import { normaliseFileName, fileNameProblem } from '../../src/dataset/images/fileName';
import { decidedStatuses, type Row } from '../../src/dataset/rows/row';
import '../harness/propertySeed';

/** Any text: emoji, controls, lone surrogates, line separators, quotes. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', ' ', '"', '\\', '\n', '\u2028', '\u0085', '\ud800', '\udc92', '\u202eabc', '</script>', '${a}'),
);

/** The name of an image inside the folder, in the spelling in which it is read. */
export const anyFileName = fc
  .string({ unit: 'grapheme', minLength: 1 })
  .map((name) => normaliseFileName(`${name}.jpg`))
  .filter((name) => fileNameProblem(name) === undefined);

/** A row with any content. */
export const anyRow: fc.Arbitrary<Row> = fc.record(
  {
    fileName: anyFileName,
    text: anyText,
    suggestion: anyText,
    status: fc.constantFrom('' as const, 'suggested' as const, ...decidedStatuses),
    model: anyText,
    updated: anyText,
  },
  { noNullPrototype: true },
);

/** Changes of some fields of a row. */
export const anyChanges: fc.Arbitrary<Partial<Row>> = fc.record(
  { text: anyText, suggestion: anyText, status: fc.constantFrom(...decidedStatuses), model: anyText, updated: anyText },
  { requiredKeys: [], noNullPrototype: true },
);

const space = fc.constantFrom('', ' ', '  ', '\t');

/** The spelling of any JSON value as other tools may write it: numbers beyond 2^53, escapes, nesting, odd spaces. */
const anyValue: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom(
      '1.0',
      '1e400',
      '-0',
      '12345678901234567890',
      '0.10',
      '"\\u00e9\\/"',
      'null',
      'true',
      '"{[,:"',
      '""',
    ),
    anyText.map((text) => JSON.stringify(text)),
    fc
      .tuple(space, fc.array(tie('value'), { maxLength: 3 }))
      .map(([gap, items]) => `[${gap}${items.join(`,${gap}`)}${gap}]`),
    fc
      .tuple(space, fc.array(fc.tuple(anyText, tie('value')), { maxLength: 3 }))
      .map(
        ([gap, items]) =>
          `{${gap}${items.map(([key, value]) => `${JSON.stringify(key)}${gap}:${value}`).join(',')}${gap}}`,
      ),
  ),
})).value;

const knownKeys = ['file_name', 'text', 'caption', 'captions', 'suggestion', 'status', 'model', 'updated'];
const unknownKey = fc
  .oneof(fc.constantFrom('__proto__', 'constructor', 'tags', 'width', 'toString'), anyText)
  .filter((key) => !knownKeys.includes(key));

/** One line of JSON that another tool may have written: a row with unknown keys in any order and spelling. */
export const foreignLine: fc.Arbitrary<string> = fc
  .record({
    fileName: anyFileName,
    caption: fc.oneof(
      fc.constant([]),
      anyText.map((text) => [['text', JSON.stringify(text)]]),
      anyText.map((text) => [['caption', JSON.stringify(text)]]),
      fc.array(anyText).map((texts) => [['captions', JSON.stringify(texts)]]),
      fc.constant([['text', 'null']]),
    ),
    others: fc.array(fc.tuple(unknownKey, anyValue), { maxLength: 4 }),
    own: fc.subarray(['suggestion', 'status', 'model', 'updated']),
    order: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
    colon: fc.constantFrom(':', ': ', ' : '),
    comma: fc.constantFrom(',', ', ', ' ,\t'),
    edge: space,
  })
  .map(({ fileName, caption, others, own, order, colon, comma, edge }) => {
    const pairs = [['file_name', JSON.stringify(fileName)], ...caption, ...others, ...own.map((key) => [key, '"x"'])];
    const sorted = pairs
      .map((pair, index) => ({ pair, rank: order[index] ?? 0 }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ pair }) => pair);
    const body = sorted.map(([key, value]) => `${JSON.stringify(key)}${colon}${value}`).join(comma);
    // JSON.stringify leaves U+2028 as it is, and a line of JSONL may hold it.
    return `${edge}{${edge}${body}${edge}}${edge}`;
  });

/** A line that is no row. */
export const brokenLine = fc.constantFrom(
  '{"file_name": "a.jpg", "text": "cut',
  'not json',
  '[]',
  '5',
  '{"text": "no name"}',
  '{"file_name": 5}',
  '<<<<<<< HEAD',
  '\0\0\0',
  '{"file_name": "a.jpg", "text": "it\udc92s"}',
);

/** The text of a whole dataset with foreign, broken and blank lines, any line ending, perhaps a byte order mark. */
export const anyDataset: fc.Arbitrary<string> = fc
  .record({
    mark: fc.constantFrom('', '\uFEFF'),
    lines: fc.array(fc.oneof({ weight: 4, arbitrary: foreignLine }, brokenLine, fc.constantFrom('', '  ')), {
      maxLength: 6,
    }),
    ending: fc.constantFrom('\n', '\r\n'),
    closed: fc.boolean(),
  })
  .map(({ mark, lines, ending, closed }) => mark + lines.join(ending) + (closed && lines.length > 0 ? ending : ''));
