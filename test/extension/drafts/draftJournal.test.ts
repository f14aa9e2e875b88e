import assert from 'node:assert/strict';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { DraftJournal } from '../../../src/extension/drafts/draftJournal';
import type { Draft } from '../../../src/extension/drafts/draftMessages';

describe('the journal of what is typed', () => {
  let folder = '';
  const dataset = '/photos/metadata.jsonl';
  const fail = (error: unknown): never => {
    throw error;
  };
  const journal = (): DraftJournal => new DraftJournal(path.join(folder, 'drafts'), fail);
  const draft = (fileName: string, text: string): Draft => ({
    ...{ key: `${fileName} 0`, text, begunWith: -1, draft: 1, sequence: 1, at: 1, caption: 1, before: '' },
  });
  /** What another process finds after this one was killed. */
  const found = async (): Promise<string[]> => (await journal().of(dataset)).map(({ text }) => text);

  /** Where the drafts are, once some are kept. */
  const file = (): string => path.join(folder, 'drafts', readdirSync(path.join(folder, 'drafts'))[0]);

  /** A folder with a dataset into which something was typed, and the journal of that. */
  const begun = async (): Promise<{ photos: string; one: DraftJournal }> => {
    const photos = path.join(folder, 'photos');
    mkdirSync(photos);
    const one = journal();
    one.keep(path.join(photos, 'metadata.jsonl'), draft('cat.jpg', 'a cat'));
    await one.settled();
    return { photos, one };
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-journal-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('has the newest text of each caption when the process is gone, the oldest caption first', async () => {
    const before = journal();
    for (const text of ['a', 'a c', 'a cat']) before.keep(dataset, draft('cat.jpg', text));
    before.keep(dataset, draft('dog.jpg', 'a dog'));
    await before.settled();
    assert.deepEqual(await found(), ['a cat', 'a dog']);
    before.keep(dataset, draft('cat.jpg', 'a cat sleeps'));
    await before.settled();
    assert.deepEqual(await found(), ['a dog', 'a cat sleeps']);
  });

  it('keeps what was there before it when something is typed at once', async () => {
    const before = journal();
    before.keep(dataset, draft('cat.jpg', 'a cat'));
    await before.settled();
    const next = journal();
    next.keep(dataset, draft('dog.jpg', 'a dog'));
    await next.settled();
    assert.deepEqual(await found(), ['a cat', 'a dog']);
  });

  it('forgets what is decided when the document has it, and what is only begun never by itself', async () => {
    const before = journal();
    before.keep(dataset, draft('cat.jpg', 'a cat'));
    before.keep(dataset, draft('dog.jpg', 'a dog'));
    before.forget(dataset, 'cat.jpg 0');
    await before.settled();
    assert.deepEqual(await found(), ['a dog']);
    before.keep(dataset, { ...draft('bus.jpg', 'a bus'), isDecided: true });
    before.forgetDecided(dataset, Date.now());
    await before.settled();
    assert.deepEqual(await found(), ['a dog']);
    before.forget(dataset, 'dog.jpg 0');
    await before.settled();
    assert.deepEqual(readdirSync(path.join(folder, 'drafts')), []);
  });

  it('keeps the newest twenty decided captions, and all that are begun', async () => {
    const before = journal();
    for (let at = 0; at < 25; at++) {
      before.keep(dataset, draft(`begun ${at}.jpg`, `begun ${at}`));
      before.keep(dataset, { ...draft(`${at}.jpg`, `caption ${at}`), isDecided: true });
    }
    await before.settled();
    const texts = await found();
    assert.equal(texts.filter((text) => text.startsWith('begun')).length, 25);
    assert.deepEqual(
      texts.filter((text) => text.startsWith('caption')),
      Array.from({ length: 20 }, (_, at) => `caption ${at + 5}`),
    );
  });

  it('writes for a letter no more than its own caption, however many others are begun', async () => {
    const before = journal();
    const size = (): number => statSync(file()).size;
    for (let at = 0; at < 500; at++) before.keep(dataset, draft(`${at}.jpg`, `begun ${at}`));
    await before.settled();
    const [{ ino }, written] = [statSync(file()), size()];
    before.keep(dataset, draft('0.jpg', 'begun 0 and'));
    await before.settled();
    assert.ok(size() - written < 300, `${size() - written} bytes were written`);
    assert.equal(statSync(file()).ino, ino);
  });

  it('stays as short as what is kept, however much is typed', async () => {
    const before = journal();
    for (let at = 0; at < 400; at++) {
      before.keep(dataset, draft('cat.jpg', 'a cat '.repeat(at)));
      await before.settled();
    }
    assert.ok(statSync(file()).size < 100_000, `it has ${statSync(file()).size} bytes`);
    assert.deepEqual(await found(), ['a cat '.repeat(399)]);
  });

  it('keeps what two windows type into the same dataset', async () => {
    const windows = [journal(), journal()];
    await Promise.all(windows.map((one) => one.of(dataset)));
    // Long enough for either to write the file anew more than once.
    for (let at = 0; at < 60; at++) {
      windows.forEach((one, which) => one.keep(dataset, draft(`${which} ${at % 7}.jpg`, `${at} `.repeat(1_000))));
      if (at % 3 === 0) await Promise.all(windows.map((one) => one.settled()));
    }
    await Promise.all(windows.map((one) => one.settled()));
    const texts = (await found()).map((text) => text.split(' ')[0]).sort();
    assert.deepEqual(
      texts,
      [53, 54, 55, 56, 57, 58, 59].flatMap((at) => [`${at}`, `${at}`]),
    );
  });

  it('loses only the line that a kill has torn', async () => {
    const before = journal();
    before.keep(dataset, draft('cat.jpg', 'a cat'));
    await before.settled();
    appendFileSync(file(), '\n{"key":"dog.jpg 0","te');
    const next = journal();
    next.keep(dataset, draft('bus.jpg', 'a bus'));
    await next.settled();
    assert.deepEqual(await found(), ['a cat', 'a bus']);
  });

  it('has what was typed before the folder of the dataset, or one above, was renamed, and again when that is undone', async () => {
    const [photos, renamed] = ['photos', 'renamed'].map((name) => path.join(folder, name));
    const at = (parent: string): string => path.join(parent, 'summer', 'metadata.jsonl');
    mkdirSync(path.dirname(at(photos)), { recursive: true });
    const one = journal();
    await one.of(at(photos));
    one.keep(at(photos), draft('cat.jpg', 'a cat'));
    renameSync(photos, renamed);
    const textsAt = async (parent: string): Promise<string[]> => (await one.of(at(parent))).map(({ text }) => text);
    assert.deepEqual(await textsAt(renamed), ['a cat']);
    one.keep(at(renamed), draft('cat.jpg', 'a cat sleeps'));
    renameSync(renamed, photos);
    assert.deepEqual(await textsAt(photos), ['a cat sleeps']);
    await one.settled();
    assert.deepEqual(
      (await journal().of(at(photos))).map(({ text }) => text),
      ['a cat sleeps'],
    );
  });

  it('gives what was typed into a dataset that is gone to no folder that was made since', async () => {
    const { photos } = await begun();
    rmSync(photos, { recursive: true });
    // A file system gives the number of what is gone again, often at once.
    const later = Array.from({ length: 20 }, (_, at) => path.join(folder, `later-${at}`));
    for (const each of later) mkdirSync(each);
    for (const each of later) assert.deepEqual(await journal().of(path.join(each, 'metadata.jsonl')), []);
  });

  it('gives what was typed into one dataset to no copy of it, and to no other one of its folder', async () => {
    const { photos, one } = await begun();
    cpSync(photos, path.join(folder, 'copy'), { recursive: true });
    assert.deepEqual(await one.of(path.join(folder, 'copy', 'metadata.jsonl')), []);
    renameSync(photos, path.join(folder, 'renamed'));
    assert.deepEqual(await journal().of(path.join(folder, 'renamed', 'other.captions.jsonl')), []);
  });

  it('reads the drafts that were kept as one list', async () => {
    const before = journal();
    before.keep(dataset, draft('cat.jpg', 'a cat'));
    await before.settled();
    writeFileSync(file(), JSON.stringify([draft('dog.jpg', 'a dog'), draft('bus.jpg', 'a bus')]));
    assert.deepEqual(await found(), ['a dog', 'a bus']);
  });

  it('takes a file that cannot be read for none', async () => {
    const before = journal();
    before.keep(dataset, draft('cat.jpg', 'a cat'));
    await before.settled();
    writeFileSync(file(), '[{"key":');
    assert.deepEqual(await found(), []);
  });
});
