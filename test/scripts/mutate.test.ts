import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { faultsIn } from '../../scripts/mutate/faultsIn.mjs';
import { startsProgram } from '../../scripts/mutate/programs.mjs';
import { switchedFaults } from '../../scripts/mutate/switchedFaults.mjs';
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

  it('are none in the name of a file that is imported late: the rest could not be built', () => {
    assert.deepEqual(faulty("const a = () => import('b');"), []);
  });

  it('are looked for by the test of its name, by those that import the file, or by those of its importers or its room', () => {
    assert.deepEqual(testsOf('src/dataset/document/edit.ts'), ['test/dataset/document/edit.test.ts']);
    const importing = testsOf('src/dataset/import/importedRow.ts');
    assert.ok(importing.length > 0);
    for (const test of importing) assert.match(readFileSync(test, 'utf8'), /import\/importedRow'/);
    assert.deepEqual(testsOf('src/dataset/list/textChange.ts'), ['test/dataset/list/datasetIndex.test.ts']);
    assert.ok(testsOf('src/dataset/list/folderCounts.ts').includes('test/dataset/list/datasetIndex.test.ts'));
  });

  it('are looked for by those that are named, too, and by them instead of its importers or its room', () => {
    const named = ['test/cli/caption.test.ts'];
    assert.deepEqual(testsOf('src/dataset/document/edit.ts', named), ['test/dataset/document/edit.test.ts', ...named]);
    assert.deepEqual(testsOf('src/dataset/list/textChange.ts', named), named);
  });

  it('are not looked for by those that take only types from the file', () => {
    assert.deepEqual(testsOf('src/cli/check/finding.ts', ['test/cli/check.test.ts']), ['test/cli/check.test.ts']);
  });

  it('are built into what tests start, by themselves or by a file that they share', () => {
    for (const test of ['test/cli/showtell.test.ts', 'test/engine/client/client.test.ts', 'test/cli/checkMany.test.ts'])
      assert.ok(startsProgram(test), test);
    for (const test of ['test/dataset/document/edit.test.ts', 'test/cli/check.test.ts'])
      assert.ok(!startsProgram(test), test);
  });

  it('know whether they are computed when the file is loaded, before one can be switched on', () => {
    const faults = faultsIn(
      'file.ts',
      'const limit = 1 + 2; const half = () => limit / 2; const all = [1].map((a) => a + 1);',
    );
    assert.deepEqual(
      faults.map(({ isAtLoad }) => isAtLoad),
      [true, false, true],
    );
  });

  it('are all in one text, where the one that is switched on is as if it stood there alone', () => {
    const source = `
      const kinds = { 'a-b': 1, c: 2 };
      const said = [];
      const { 'a-b': first, c } = kinds;
      function choose(a, b) {
        if (a < b && !(a === 1)) said.push('less');
        else said.push(a + b + (a ?? (b || 3)));
        return a > b ? true : said.length > 2 || false;
      }
      for (const a of [0, 1, 2]) for (const b of [1, 2]) said.push(choose(a, b));
      return [first, c, Object.keys(kinds), said];`;
    const result = (text: string, showtellFault: number): string => {
      try {
        return JSON.stringify(runInNewContext(`(() => {${text}})()`, { showtellFault }));
      } catch (error) {
        return String(error);
      }
    };
    const faults = faultsIn('file.ts', source);
    const all = switchedFaults(source, faults);
    assert.equal(result(all, 0), result(source, 0));
    const results = faults.map(({ start, end, text }, at) => {
      const alone = result(source.slice(0, start) + text + source.slice(end), 0);
      assert.equal(result(all, at + 1), alone, `${source.slice(start, end)} → ${text}`);
      return alone;
    });
    assert.ok(new Set(results).size > 10);
  });
});
