import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join('test', 'golden');

/**
 * Compares what people read with the text that is kept in test/golden. `npm test -- --update-golden SUITE` writes those
 * anew that differ: look at the difference before it is kept.
 * @param unstable what differs from run to run, and what stands for it
 */
export function assertGolden(name: string, text: string, unstable: Readonly<Record<string, string>> = {}): void {
  const stable = Object.entries(unstable).reduce((said, [from, to]) => said.replaceAll(from, to), text);
  assertKept(path.join(folder, `${name}.txt`), stable);
}

/** Compares a text with a file of the project that is made of it, and is written anew in the same way. */
export function assertKept(file: string, stable: string): void {
  if (process.env.SHOWTELL_UPDATE_GOLDEN === '1') {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, stable);
  }
  assert.ok(existsSync(file), `${file} is not there: npm test -- --update-golden writes it`);
  assert.equal(
    stable,
    readFileSync(file, 'utf8'),
    `${file} says otherwise; npm test -- --update-golden writes it anew`,
  );
}
