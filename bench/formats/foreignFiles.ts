/** Files of captions that no export of ours writes, or that it writes only with the images in them, for as many images as a dataset has. */
import { once } from 'node:events';
import { createWriteStream, writeFileSync } from 'node:fs';
import { ByteWriter, parquetWrite } from 'hyparquet-writer';
import { pack } from 'tar-stream';
import type { Captioned } from './dataset';

type WriteFile = (file: string, images: readonly Captioned[]) => void | Promise<void>;

/** The writer of such a file of each format. */
export const foreignFiles = {
  karpathy: (file, images) => {
    const described = images.map(({ fileName, text }, imgid) => ({
      ...{ filepath: fileName.slice(0, fileName.indexOf('/')), filename: fileName.slice(fileName.indexOf('/') + 1) },
      ...{ imgid, split: imgid % 10 === 0 ? 'test' : 'train', sentids: [imgid] },
      sentences: [{ tokens: text.split(' '), raw: text, imgid, sentid: imgid }],
    }));
    writeFileSync(file, JSON.stringify({ images: described, dataset: 'coco' }));
  },
  'label-studio': (file, images) =>
    writeList(file, images, ({ fileName, text }, id) => ({
      ...{ id, data: { image: `/data/local-files/?d=${fileName}` } },
      annotations: [{ id, result: [resultOf(text)], updated_at: '2026-01-02T03:04:05.006Z', was_cancelled: false }],
      predictions: [{ model_version: 'm', score: 0.5, result: [resultOf('a dog in the street')] }],
    })),
  doccano: (file, images) =>
    writeLines(file, images, ({ fileName, text }, id) => ({ id, filename: fileName, label: [text], Comments: [] })),
  prodigy: (file, images) =>
    writeLines(file, images, ({ fileName, text }, id) => ({
      ...{ image: fileName, caption: text, orig_caption: 'a dog in the street', answer: 'accept' },
      ...{ _input_hash: id, _task_hash: id },
    })),
  'openai-chat': (file, images) =>
    writeLines(file, images, ({ fileName: url, text }) => {
      const content = [
        { type: 'text', text: 'Describe this image.' },
        { type: 'image_url', image_url: { url } },
      ];
      return {
        messages: [
          { role: 'user', content },
          { role: 'assistant', content: text },
        ],
      };
    }),
  parquet: async (file, images) => {
    const writer = new ByteWriter();
    const columnData = [
      { name: 'file_name', data: images.map(({ fileName }) => fileName) },
      { name: 'text', data: images.map(({ text }) => text) },
    ];
    await parquetWrite({ writer, columnData });
    writeFileSync(file, writer.getBytes());
  },
  webdataset: async (file, images) => {
    const tar = pack();
    const written = once(tar.pipe(createWriteStream(file)), 'finish');
    for (const [number, { fileName, text }] of images.entries())
      tar.entry(
        { name: `${number}.json` },
        JSON.stringify({ file_name: fileName, captions: [text], status: 'written' }),
      );
    tar.finalize();
    await written;
  },
} as const satisfies Record<string, WriteFile>;

function resultOf(text: string): object {
  return { from_name: 'caption', to_name: 'image', type: 'textarea', value: { text: [text] } };
}

function writeList(
  file: string,
  images: readonly Captioned[],
  elementOf: (image: Captioned, at: number) => object,
): void {
  writeFileSync(file, JSON.stringify(images.map(elementOf)));
}

function writeLines(
  file: string,
  images: readonly Captioned[],
  lineOf: (image: Captioned, at: number) => object,
): void {
  writeFileSync(file, images.map((image, at) => `${JSON.stringify(lineOf(image, at))}\n`).join(''));
}
