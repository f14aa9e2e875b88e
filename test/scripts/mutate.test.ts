import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { faultsIn } from '../../scripts/mutate/faultsIn.mjs';
import { testsOf } from '../../scripts/mutate/testsOf.mjs';

describe('The faults that are put into a file', () => {
  const faulty = (source: string): string[] =>
    faultsIn('file.ts', source).map(({ start, end, text }) => source.slice(0, start) + text + source.slice(end));

  it('turn conditions, operators, truths, texts and calls into others', () => {
    assert.deepEqual(faulty('if (a < b) act();'), [
      'if (true) act();',
      'if (false) act();',
      'if (a <= b) act();',
      'if (a < b) ;',
    ]);
    assert.deepEqual(faulty("const a = !b && 'c';"), [
      "const a = b && 'c';",
      "const a = !b || 'c';",
      "const a = !b && '';",
    ]);
  });

  it('are none that only the compiler sees, and none in what is put together of texts', () => {
    const source = "import a from 'b'; type C = 'd'; const e = a + 'f';";
    assert.deepEqual(faulty(source), [source.replace("'f'", "''")]);
  });

  it('are looked for by the tests that import the file, or by those of its room', () => {
    assert.ok(testsOf('src/dataset/edit.ts').includes('test/dataset/edit.test.ts'));
    assert.ok(testsOf('src/dataset/list/chunkedList.ts').includes('test/dataset/list/chunkedList.test.ts'));
    for (const test of testsOf('src/dataset/edit.ts')) assert.match(readFileSync(test, 'utf8'), /dataset\/edit'/);
  });
});
