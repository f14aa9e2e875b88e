import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { readLinePortions } from '../../../src/dataset/import/textLines';
import { useTemporaryFolder } from '../temporaryFolder';

describe('The lines of a file that is imported', () => {
  const folder = useTemporaryFolder();

  async function portionsOf(content: string | Buffer): Promise<string[][]> {
    const file = path.join(folder.path, 'captions.jsonl');
    writeFileSync(file, content);
    const portions: string[][] = [];
    for await (const lines of readLinePortions(file)) portions.push(lines);
    return portions;
  }

  it('come a portion at a time, each of them whole', async () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, at) => `${at} ein Hund läuft über die Straße 🐕 ${'x'.repeat(at % 40)}`,
    );
    const portions = await portionsOf(`\uFEFF${lines.join('\n')}`);
    assert.ok(portions.length > 2, `${portions.length} portions`);
    assert.deepEqual(portions.flat(), lines);
  });

  it('may be longer than a portion, and end in any way', async () => {
    const long = 'é'.repeat(400_000);
    assert.deepEqual((await portionsOf(`a\r\n${long}\rb\n\nc`)).flat(), ['a', long, 'b', '', 'c']);
  });

  it('are those of UTF-16 with a byte order mark, too', async () => {
    const text = Buffer.from('\uFEFFein Hund\r\neine Katze', 'utf16le');
    assert.deepEqual(await portionsOf(text), [['ein Hund', 'eine Katze']]);
  });

  it('are refused where they are no UTF-8, wherever that begins', async () => {
    const bytes = Buffer.concat([Buffer.from('a line\n'.repeat(60_000)), Buffer.from([0x66, 0xfc, 0x72, 0x0a])]);
    await assert.rejects(portionsOf(bytes), /captions\.jsonl is not UTF-8/);
  });
});
