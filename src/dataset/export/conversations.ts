import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { ExportedImage } from './exportedImage';
import type { ExportFormat, ExportOptions, LeftOut, NamedImage } from './exportFormat';
import { jsonList, writePieces } from './writeText';

/** What is asked where nothing else is said. */
export const defaultPrompt = 'Describe this image.';

/** LLaVA's conversations: what is asked of an image, and a caption. Several captions are as many conversations. */
export const llava: ExportFormat = {
  ending: '.json',
  images: 'reference',
  holds: [],
  several: true,
  files: ({ stem, images }, { prompt = defaultPrompt }) => [
    { name: `${stem}.json`, write: (file) => writePieces(file, jsonList(llavaItems(images, prompt))) },
  ],
};

/** As JSON, of which most is the same in all: to spell that anew takes three times as long. */
function* llavaItems(images: Iterable<NamedImage>, prompt: string): Generator<string> {
  const asked = JSON.stringify({ from: 'human', value: `<image>\n${prompt}` });
  for (const { name, captions, number } of images) {
    const image = JSON.stringify(name);
    for (const [index, { row }] of captions.entries()) {
      const id = index === 0 ? `"${number}"` : `"${number}-${index + 1}"`;
      const answered = `{"from":"gpt","value":${JSON.stringify(row.text)}}`;
      yield `{"id":${id},"image":${image},"conversations":[${asked},${answered}]}`;
    }
  }
}

/** PaliGemma's lines: the prompt before, the caption after. */
export const paligemma: ExportFormat = {
  ending: '.jsonl',
  images: 'reference',
  holds: [],
  several: true,
  files: ({ stem, images }, { prompt = 'caption en' }) => [
    { name: `${stem}.jsonl`, write: (file) => writePieces(file, paligemmaLines(images, prompt)) },
  ],
};

function* paligemmaLines(images: Iterable<NamedImage>, prompt: string): Generator<string> {
  const prefix = JSON.stringify(prompt);
  for (const { name, captions } of images) {
    const image = JSON.stringify(name);
    for (const { row } of captions)
      yield `{"image":${image},"prefix":${prefix},"suffix":${JSON.stringify(row.text)}}\n`;
  }
}

/** As many bytes as services take of an image. */
const mostBytes = 10 << 20;
const mediaTypes: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.jpe': 'image/jpeg',
  '.jfif': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
};

/** Chats as services that fine-tune take them: the image is in the line. */
export const openaiChat: ExportFormat = {
  ending: '.jsonl',
  images: 'inside',
  holds: [],
  odd: ['json'],
  several: true,
  leftOut: notTaken,
  files: ({ stem, images }, options) => [
    { name: `${stem}.jsonl`, write: (file) => writePieces(file, chatLines(images, options)) },
  ],
};

async function* chatLines(
  images: Iterable<NamedImage>,
  { prompt = defaultPrompt, afterImage }: ExportOptions,
): AsyncGenerator<string> {
  for (const { fileName, path: file, captions } of images) {
    const bytes = await readFile(file);
    const url = `data:${mediaTypes[path.extname(fileName).toLowerCase()]};base64,${bytes.toString('base64')}`;
    const content = [
      { type: 'text', text: prompt },
      { type: 'image_url', image_url: { url } },
    ];
    for (const { row } of captions) {
      yield `${JSON.stringify({
        messages: [
          { role: 'user', content },
          { role: 'assistant', content: row.text },
        ],
      })}\n`;
    }
    afterImage?.();
  }
}

async function notTaken(images: Iterable<ExportedImage>): Promise<LeftOut[]> {
  const found: LeftOut[] = [];
  for (const { fileName, path: file } of images) {
    const ending = path.extname(fileName).toLowerCase();
    if (!(ending in mediaTypes)) {
      const kind = ending.slice(1).toUpperCase();
      found.push({ fileName, reason: l10n.t('Services take PNG, JPEG and WebP, and no {0}. Convert it.', kind) });
    } else if ((await stat(file)).size > mostBytes) {
      found.push({ fileName, reason: l10n.t('It is larger than 10 MB, more than services take. Make it smaller.') });
    }
  }
  return found;
}
