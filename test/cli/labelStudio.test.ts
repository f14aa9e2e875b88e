import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import * as z from 'zod';
import { readLines } from '../../src/dataset/document/document';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { installPackages } from '../harness/pythonPackages';
import { writeRedImages } from './redImages';
import { runScripted } from './scriptedEngine';

/** Label Studio's own check of tasks, and of what its package needs that which it runs. */
const packages = [
  ...['label-studio-sdk==2.1.2', 'annotated-types==0.8.0', 'appdirs==1.4.4', 'attrs==26.1.0'],
  ...['certifi==2026.10.19.post1', 'charset-normalizer==3.5.3', 'faker==40.63.0', 'idna==3.20', 'jsf==0.11.2'],
  ...['jsonschema==4.26.0', 'jsonschema-specifications==2025.9.1', 'lxml==6.1.3', 'pydantic==2.14.4'],
  ...['pydantic-core==2.50.5', 'PyJWT==2.13.0', 'python-dateutil==4.0.0', 'referencing==0.37.0'],
  ...['requests==2.34.2', 'rpds-py==2026.9.1', 'rstr==3.2.2', 'smart-open==9.0.2', 'typing-extensions==4.16.0'],
  ...['typing-inspection==0.4.5', 'urllib3==2.8.0', 'wrapt==2.5.2', 'xmljson==0.2.1'],
];

// Checks each annotation and prediction by itself, as `validate_task` of this version fails on all that has one (findings/).
const program = `
import json, sys
from label_studio_sdk.label_interface import LabelInterface
interface = LabelInterface('<View><Image name="image" value="$image"/><TextArea name="caption" toName="image"/></View>')
def fits(task):
    return (
        interface.validate_task({"data": task["data"]})
        and all(interface.validate_annotation(one) for one in task.get("annotations", []))
        and all(interface.validate_prediction(one) for one in task.get("predictions", []))
    )
print(json.dumps([fits(task) for task in json.load(open(sys.argv[1], encoding="utf-8"))]))
`;

describe('Tasks of Label Studio', function () {
  this.timeout(1_200_000);
  const folder = useTemporaryFolder();

  it('that its own check takes are imported, with what models had predicted', async () => {
    await writeRedImages(folder.path, 'a.png', 'b.png', 'sub/c d.png');
    const result = (text: string, type = 'textarea'): object[] => [
      { id: 'r1', type, from_name: 'caption', to_name: 'image', value: { text: [text] } },
    ];
    const predictions = [{ model_version: 'blip', score: 0.5, result: result('a square') }];
    const tasks = [
      { data: { image: '/data/upload/1/0a1b2c3d-a.png' }, annotations: [{ result: result('red 🐕') }], predictions },
      { data: { image: 's3://bucket/b.png' }, predictions },
      { data: { image: '/data/local-files/?d=sub/c%20d.png' }, annotations: [{ result: result('two\nlines') }] },
    ];
    const file = join(folder.path, 'project.json');
    writeFileSync(file, JSON.stringify(tasks));
    const wrong = join(folder.path, 'wrong.json');
    writeFileSync(wrong, JSON.stringify([{ ...tasks[2], annotations: [{ result: result('x', 'choices') }] }]));

    const python = await installPackages(packages, false);
    const fits = (path: string): boolean[] => {
      const env = { ...process.env, ...python.env };
      const said = execFileSync(python.command, ['-c', program, path], { env, stdio: ['ignore', 'pipe', 'ignore'] });
      return z.array(z.boolean()).parse(JSON.parse(said.toString()));
    };
    assert.deepEqual(fits(file), [true, true, true]);
    assert.deepEqual(fits(wrong), [false]);

    const out = join(folder.path, 'metadata.jsonl');
    const { status, stderr } = await runScripted(['import', file, '--out', out], () => '');
    assert.equal(status, 0, stderr);
    assert.deepEqual(
      readLines(readFileSync(out, 'utf8')).map(({ row }) => row && [row.fileName, row.text, row.suggestion, row.model]),
      [
        ['a.png', 'red 🐕', 'a square', 'blip'],
        ['b.png', '', 'a square', 'blip'],
        ['sub/c d.png', 'two\nlines', '', ''],
      ],
    );
  });
});
