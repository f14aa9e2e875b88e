import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import * as z from 'zod';

const textsSchema = z.record(z.string(), z.string());
/** The texts of the command line are English only, and so is what only it makes the engine say. */
const translatedFolders = ['dataset', 'captioner', 'engine', 'extension', 'webview'];

async function readTexts(file: string): Promise<Record<string, string>> {
  return textsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** What the code says, by its English text. */
async function textsOfCode(): Promise<string[]> {
  const contents: string[] = [];
  for (const folder of translatedFolders) {
    const names = await readdir(path.join('src', folder), { recursive: true });
    for (const name of names.filter((one) => one.endsWith('.ts')))
      contents.push(await readFile(path.join('src', folder, name), 'utf8'));
  }
  const found = await getL10nJson(contents.map((text) => ({ contents: text, extension: '.ts' })));
  return Object.keys(found);
}

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
}

/** Names of languages, from files such as `bundle.l10n.ko.json`. */
async function languages(folder: string, pattern: RegExp): Promise<string[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => pattern.exec(name)?.[1] ?? []);
}

describe('The translations', function () {
  this.timeout(300_000); // reading all of the code takes half a minute of computing

  it('are in the same languages for the code and for the contributions', async () => {
    const ofCode = await languages('l10n', /^bundle\.l10n\.(.+)\.json$/);
    const ofContributions = await languages('.', /^package\.nls\.(.+)\.json$/);
    assert.deepEqual(ofCode, ['ko']);
    assert.deepEqual(ofContributions, ofCode);
  });

  it('have all texts of the code, and none that the code no longer says', async () => {
    const texts = await textsOfCode();
    assert.ok(texts.length > 100, `only ${texts.length} texts were found`);
    const translated = Object.keys(await readTexts(path.join('l10n', 'bundle.l10n.ko.json')));
    const missing = texts.filter((text) => !translated.includes(text));
    const stale = translated.filter((text) => !texts.includes(text));
    assert.deepEqual({ missing, stale }, { missing: [], stale: [] });
  });

  it('have all texts of the contributions, and none that package.json no longer uses', async () => {
    const english = Object.keys(await readTexts('package.nls.json')).sort();
    const used = [...(await readFile('package.json', 'utf8')).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(used)].sort(), english);
    assert.deepEqual(Object.keys(await readTexts('package.nls.ko.json')).sort(), english);
  });

  it('keep every placeholder', async () => {
    const texts = await readTexts(path.join('l10n', 'bundle.l10n.ko.json'));
    for (const [english, translated] of Object.entries(texts))
      assert.deepEqual(placeholders(translated), placeholders(english), translated);
  });

  it('leave no text empty', async () => {
    for (const file of [path.join('l10n', 'bundle.l10n.ko.json'), 'package.nls.ko.json'])
      for (const [key, text] of Object.entries(await readTexts(file))) assert.notEqual(text.trim(), '', key);
  });
});
