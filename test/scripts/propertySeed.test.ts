import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What gives all tests of properties their seed, and what imports it for those who have it from there. */
const seeded = ["/propertySeed'", "/arbitraries'"];

describe('The tests of properties', () => {
  it('have all the seed that is printed and can be given', () => {
    const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
      .map((name) => path.join('test', name))
      .filter((file) => file.endsWith('.test.ts') && !file.startsWith(path.join('test', 'ui', 'out')));
    const own = files.map((file) => ({ file, source: readFileSync(file, 'utf8') }));
    const properties = own.filter(({ source }) => source.includes("from 'fast-check'"));
    assert.ok(properties.length > 20);
    const without = properties.filter(({ source }) => !seeded.some((name) => source.includes(name)));
    assert.deepEqual(
      without.map(({ file }) => file),
      [],
    );
  });
});
