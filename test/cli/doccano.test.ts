import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { readLines } from '../../src/dataset/document/document';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { installPackages } from '../harness/pythonPackages';
import { writeRedImages } from './redImages';
import { runScripted } from './scriptedEngine';

/** doccano, and of what its server needs that which its export runs. */
const packages = [
  ...['doccano==1.8.4', 'Django==4.2.30', 'asgiref==3.13.0', 'sqlparse==0.6.1', 'typing_extensions==4.15.0'],
  ...['django-polymorphic==4.1.0', 'django-drf-filepond==0.5.0', 'djangorestframework==3.17.2'],
  ...['django-storages==1.14.6', 'shortuuid==1.0.13'],
  ...['pandas==3.1.1', 'numpy==2.4.6', 'python-dateutil==2.9.0.post0', 'six==1.17.0'],
];

describe('doccano', function () {
  this.timeout(1_200_000);
  const folder = useTemporaryFolder();

  it('exports what is imported, with remarks', async () => {
    await writeRedImages(folder.path, 'a.png', 'b.png', 'c d.png');
    const items = [
      ['a.png', ['a "red" square', 'C:\\rot / 🐕\u2028'], []],
      ['b.png', [], []],
      ['c d.png', ['two\nlines'], ['blurred?', 'or not']],
    ];
    const [exported, out] = [join(folder.path, 'exported'), join(folder.path, 'metadata.jsonl')];
    mkdirSync(exported);
    const python = await installPackages(packages, false);
    execFileSync(python.command, [join('test', 'cli', 'doccano.py'), JSON.stringify(items), exported], {
      env: { ...process.env, ...python.env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });

    const { status, stderr } = await runScripted(['import', join(exported, 'all.jsonl'), '--out', out], () => '');

    assert.equal(status, 0, stderr);
    assert.match(stderr, /\(doccano\): 2 images added/u);
    const lines = readFileSync(out, 'utf8');
    assert.deepEqual(
      readLines(lines).map(({ row }) => row && [row.fileName, row.text, row.status]),
      [
        ['a.png', 'C:\\rot / 🐕\u2028', 'written'],
        ['a.png', 'a "red" square', 'written'],
        ['c d.png', 'two\nlines', 'written'],
      ],
    );
    assert.match(lines, /"Comments":\["blurred\?","or not"\]\}\n$/u);
  });
});
