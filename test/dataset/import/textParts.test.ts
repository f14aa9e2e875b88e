import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { readTextParts } from '../../../src/dataset/import/textParts';
import { useTemporaryFolder } from '../temporaryFolder';

describe('The parts of a text that is imported', () => {
  const folder = useTemporaryFolder();

  async function partsOf(content: string | Buffer, endOf?: (bytes: Buffer) => number): Promise<string[]> {
    const file = path.join(folder.path, 'captions.json');
    writeFileSync(file, content);
    const parts: string[] = [];
    for await (const part of readTextParts(file, endOf)) parts.push(part);
    return parts;
  }

  for (const character of ['x', 'é', '강', 'ก', '🐕']) {
    it(`cut no character like ${character} that takes ${Buffer.byteLength(character)} bytes, wherever a part ends`, async () => {
      for (let before = 0; before < Buffer.byteLength(character); before++) {
        const text = 'a'.repeat(before) + character.repeat(150_000);
        const parts = await partsOf(`\uFEFF${text}`);
        assert.ok(parts.join('') === text && (parts.length > 1 || character === 'x'), `${parts.length} parts`);
      }
    });
  }

  const firstLine = (bytes: Buffer): number => bytes.indexOf('\n') + 1;

  it('end where they are asked to, however much one of them takes', async () => {
    const lines = ['a\n', `${'강'.repeat(150_000)}\n`, 'b\n'];
    assert.deepEqual(await partsOf(lines.join(''), firstLine), lines);
  });

  it('have no byte order mark in front of the first, and keep the same character in front of others', async () => {
    assert.deepEqual(await partsOf('\uFEFFa\n\uFEFFb\n', firstLine), ['a\n', '\uFEFFb\n']);
  });

  it('are one where the text is UTF-16', async () => {
    assert.deepEqual(await partsOf(Buffer.from('\uFEFF강아지\n🐕\n', 'utf16le')), ['강아지\n🐕\n']);
  });

  it('are refused where the text ends within a character, or is no UTF-8 somewhere', async () => {
    const cut = Buffer.from('ein Hund 🐕').subarray(0, -1);
    const wrong = Buffer.concat([Buffer.alloc(300_000, 'a'), Buffer.from([0x80, 0x80, 0x80, 0x80, 0x80])]);
    for (const bytes of [cut, wrong]) await assert.rejects(partsOf(bytes), /captions\.json is not UTF-8/);
  });
});
