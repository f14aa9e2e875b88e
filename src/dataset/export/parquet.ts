import { readFile } from 'node:fs/promises';
import { fileWriter, ParquetWriter, type ColumnSource, type SchemaElement } from 'hyparquet-writer';
import { hashOfFile } from '../files/fileHash';
import { asText } from '../document/otherKeys';
import { rowFields, rowKeys } from '../rows/row';
import { defaultPrompt } from './conversations';
import type { ExportFormat, ExportOptions, ExportPart, NamedImage } from './exportFormat';
import { allExtras } from './rowLines';

/** Rows that are written at a time, and bytes of images after which they are. */
const mostRows = 1_000;
const mostBytes = 64 << 20;

/** An image as Hugging Face's Image has it. */
interface StoredImage {
  bytes: Uint8Array;
  path: string;
}

const text = (name: string): SchemaElement => ({
  name,
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
  repetition_type: 'OPTIONAL',
});
const group = (name: string, children: number): SchemaElement => ({
  name,
  repetition_type: 'OPTIONAL',
  num_children: children,
});
const list = (name: string, element: SchemaElement[]): SchemaElement[] => [
  { ...group(name, 1), converted_type: 'LIST' },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  ...element,
];
const image = (name: string): SchemaElement[] => [
  group(name, 2),
  { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
  text('path'),
];
const string = { dtype: 'string', _type: 'Value' };

/** A row for each caption, with the image itself in it, as Hugging Face's `datasets` decodes it. */
export const parquet: ExportFormat = {
  ending: '.parquet',
  images: 'inside',
  holds: allExtras,
  several: true,
  files: (part, options) => [{ name: `${part.stem}.parquet`, write: (path) => writeRows(path, part, options) }],
};

/** What trl fine-tunes vision models on: conversations, and the images they are about. */
export const trl: ExportFormat = {
  ending: '.parquet',
  images: 'inside',
  holds: [],
  several: true,
  files: ({ stem, images }, options) => [
    { name: `${stem}.parquet`, write: (path) => writeConversations(path, images, options) },
  ],
};

async function writeRows(path: string, { images, keys }: ExportPart, { afterImage }: ExportOptions): Promise<string> {
  const others = [...keys.keys()];
  const fields = rowFields.filter((field) => field !== 'fileName');
  const names = [rowKeys.fileName, ...fields.map((field) => rowKeys[field]), ...others];
  const schema = [{ name: 'root', num_children: names.length + 1 }, ...image('image'), ...names.map(text)];
  const features = { image: { _type: 'Image' }, ...Object.fromEntries(names.map((name) => [name, string])) };
  return write({ path, schema, features, afterImage }, images, (batch) => [
    { ...imageColumn('image'), data: batch.flatMap(({ captions, stored }) => captions.map(() => stored)) },
    {
      name: rowKeys.fileName,
      data: batch.flatMap(({ captions, stored }) => captions.map(() => stored.path)),
    },
    ...fields.map((field) => ({
      name: rowKeys[field],
      data: batch.flatMap(({ captions }) => captions.map(({ row }) => row[field])),
    })),
    ...others.map((key) => ({
      name: key,
      data: batch.flatMap(({ captions }) => captions.map((caption) => asText(caption.others[key]))),
    })),
  ]);
}

async function writeConversations(
  path: string,
  images: Iterable<NamedImage>,
  { prompt = defaultPrompt, afterImage }: ExportOptions,
): Promise<string> {
  const content = list('content', [group('element', 2), text('type'), text('text')]);
  const schema = [
    { name: 'root', num_children: 2 },
    ...list('messages', [group('element', 2), text('role'), ...content]),
    ...list('images', image('element')),
  ];
  const features = {
    messages: {
      feature: { role: string, content: { feature: { type: string, text: string }, _type: 'List' } },
      _type: 'List',
    },
    images: { feature: { _type: 'Image' }, _type: 'List' },
  };
  const turn = (role: string, ...parts: object[]): object => ({ role, content: parts });
  return write({ path, schema, features, afterImage }, images, (batch) => [
    {
      name: 'messages',
      data: batch.flatMap(({ captions }) =>
        captions.map(({ row }) => [
          turn('user', { type: 'image', text: null }, { type: 'text', text: prompt }),
          turn('assistant', { type: 'text', text: row.text }),
        ]),
      ),
    },
    {
      ...imageColumn('images'),
      data: batch.flatMap(({ captions, stored }) => captions.map(() => [stored])),
    },
  ]);
}

interface ReadImage {
  captions: NamedImage['captions'];
  stored: StoredImage;
}

interface ParquetFile extends Pick<ExportOptions, 'afterImage'> {
  path: string;
  schema: SchemaElement[];
  /** As `datasets` reads them. */
  features: object;
}

/** Writes so many rows at a time that the images among them fit into memory. */
async function write(
  { path, schema, features, afterImage }: ParquetFile,
  images: Iterable<NamedImage>,
  columnsOf: (batch: readonly ReadImage[]) => ColumnSource[],
): Promise<string> {
  const kvMetadata = [{ key: 'huggingface', value: JSON.stringify({ info: { features } }) }];
  const writer = new ParquetWriter({ writer: fileWriter(path), schema, kvMetadata, createdBy: 'Showtell' });
  let batch: ReadImage[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await writer.write({ columnData: columnsOf(batch) });
    batch = [];
    bytes = 0;
  };
  for (const { captions, path: file, fileName } of images) {
    const content = await readFile(file);
    batch.push({ captions, stored: { bytes: content, path: fileName } });
    bytes += content.length * captions.length;
    afterImage?.();
    if (bytes >= mostBytes || batch.length >= mostRows) await flush();
  }
  await flush();
  await writer.finish();
  return hashOfFile(path);
}

/** Images are compressed already, and their least and greatest bytes mean nothing. */
function imageColumn(name: string): Omit<ColumnSource, 'data'> {
  return { name, codec: 'UNCOMPRESSED', statistics: false };
}
