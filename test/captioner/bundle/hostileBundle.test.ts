import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, lstat, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { bundleFolder, copyBundle } from '../../../src/captioner/bundle/copyBundle';
import { checkBundle } from '../../../src/captioner/bundle/checkBundle';
import {
  describeFile,
  filesOf,
  readBundleDescription,
  type BundleDescription,
} from '../../../src/captioner/bundle/description';
import { openBundle } from '../../../src/captioner/bundle/openBundle';
import { Vocabulary } from '../../../src/captioner/vocabulary/vocabulary';

const bundled = path.resolve('models', 'flickr8k-attention');

/** A model may come from anybody. */
describe('A bundle that means harm', () => {
  let folder: string;
  let bundle: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-hostile-'));
    bundle = path.join(folder, 'bundle');
    await cp(bundled, bundle, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function describe(change: (description: BundleDescription) => void): Promise<void> {
    const file = path.join(bundle, 'model.json');
    const description = JSON.parse(await readFile(file, 'utf8')) as BundleDescription;
    change(description);
    await writeFile(file, JSON.stringify(description));
  }

  it('is refused if its weights are not those of its network, before they are read', async () => {
    await rm(path.join(bundle, 'decoder.bin'));
    await rm(path.join(bundle, 'encoder.bin'));
    const unlike: [RegExp, (description: BundleDescription) => void][] = [
      [
        /"extra" is unknown/,
        ({ decoder }) => decoder.weights.specs.push({ name: 'extra', shape: [0], dtype: 'float32' }),
      ],
      [/"stem\/kernel" has shape/, ({ encoder }) => encoder.weights.specs[0].shape.reverse()],
      [/"[\w/]+" is missing/, ({ decoder }) => (decoder.weights.bytes -= removeLast(decoder.weights.specs))],
      [/have \d+ bytes, not 1000000000/, ({ decoder }) => (decoder.weights.bytes = 1e9)],
      [/grids of 8192 channels/, ({ decoder }) => (decoder.shape.gridChannels = 8192)],
      [/Too big|<=/, ({ vocabulary }) => (vocabulary.bytes = 1e15)],
      [/Too big|<=/, ({ objects }) => objects && (objects.table.bytes = 1e15)],
      [
        /"extra" is unknown/,
        ({ objects }) => objects?.weights.specs.push({ name: 'extra', shape: [0], dtype: 'float32' }),
      ],
      [/"kernel" has shape/, ({ objects }) => objects?.weights.specs[0].shape.reverse()],
    ];
    for (const [reason, change] of unlike) {
      await cp(path.join(bundled, 'model.json'), path.join(bundle, 'model.json'));
      await describe(change);
      await assert.rejects(readBundleDescription(bundle), reason);
    }
  });

  it('is refused if a file is longer than it says, before it is read', async () => {
    await truncate(path.join(bundle, 'decoder.bin'), 1e12);
    await assert.rejects(checkBundle(bundle), /decoder\.bin has more than \d+ bytes/);
    await truncate(path.join(bundle, 'model.json'), 1e12);
    await assert.rejects(checkBundle(bundle), /model\.json in it \(it is too large\)/);
  });

  if (process.platform !== 'win32') {
    it('is refused if a pipe, or a link to a device, stands for any of its files', async () => {
      for (const { file } of filesOf(await readBundleDescription(bundle))) {
        const place = path.join(bundle, file);
        await rm(place);
        execFileSync('mkfifo', [place]);
        await assert.rejects(checkBundle(bundle), new RegExp(`${file} cannot be read: it is a pipe`));
        await rm(place);
        await symlink('/dev/zero', place);
        await assert.rejects(
          checkBundle(bundle),
          new RegExp(`${file} cannot be read: it is a pipe, a socket or a device`),
        );
        await rm(place);
        await cp(path.join(bundled, file), place);
      }
    });
  }

  it('is refused if its pieces double until no memory holds them', async () => {
    const merges = Array.from({ length: 2_000 }, (_, at): [number, number] => [257 + at, 257 + at]);
    assert.throws(() => new Vocabulary(merges), /makes a piece of more than 1024 bytes/);
    const text = Buffer.from(JSON.stringify({ format: 'showtell-vocabulary', version: 1, merges }));
    await writeFile(path.join(bundle, 'vocabulary.json'), text);
    await describe((description) => (description.vocabulary = describeFile('vocabulary.json', text)));
    await assert.rejects(openBundle(bundle), /vocabulary\.json is not a vocabulary: Merge 10 /);
  });

  it('is copied without what is no part of it, and with what its links lead to', async () => {
    await writeFile(path.join(bundle, 'run-me.sh'), 'rm -rf /');
    await symlink('/etc', path.join(bundle, 'etc'));
    await cp(path.join(bundle, 'decoder.bin'), path.join(folder, 'elsewhere.bin'));
    await rm(path.join(bundle, 'decoder.bin'));
    await symlink(path.join(folder, 'elsewhere.bin'), path.join(bundle, 'decoder.bin'));
    const copy = path.join(folder, 'copy');
    await copyBundle(bundle, copy, { 'report.json': '{}' });
    assert.deepEqual((await readdir(copy)).toSorted(), [
      ...[
        'classifier.bin',
        'decoder.bin',
        'detectors.bin',
        'detectors.json',
        'encoder.bin',
        'model.json',
        'ngrams.bin',
        'objects.json',
        'report.json',
      ],
      'vocabulary.json',
    ]);
    assert.ok((await lstat(path.join(copy, 'decoder.bin'))).isFile());
    await checkBundle(copy);
  });

  it('has no name that fills the window, and no id that fills the rows', async () => {
    await describe((description) => (description.name = 'x'.repeat(1e6)));
    assert.equal((await readBundleDescription(bundle)).name.length, 200);
    await describe((description) => (description.id = 'x'.repeat(1e6)));
    await assert.rejects(readBundleDescription(bundle), /id/);
  });

  it('leaves nothing behind if it is damaged', async () => {
    await truncate(path.join(bundle, 'vocabulary.json'), 10);
    await assert.rejects(copyBundle(bundle, path.join(folder, 'copy'), {}), /vocabulary\.json has 10 bytes/);
    assert.deepEqual(await readdir(folder), ['bundle']);
  });

  it('gets a folder of its own that is listed, whatever its id is', async () => {
    const description = await readBundleDescription(bundle);
    const nameFor = (id: string): string => path.relative(folder, bundleFolder(folder, { ...description, id }));
    assert.equal(nameFor('house-style.v2'), 'house-style.v2');
    for (const id of ['.', '..', '.hidden', 'x.tmp', 'x.TMP', 'x.', 'CON', 'nul.txt', '-rf', 'x'.repeat(200)]) {
      assert.match(nameFor(id), /^model-[0-9a-f]{16}$/, id);
    }
    assert.notEqual(nameFor('.'), nameFor('..'));
  });
});

/** @returns how many bytes it had */
function removeLast(specs: BundleDescription['decoder']['weights']['specs']): number {
  const last = specs.pop();
  return 2 * (last?.shape.reduce((product, size) => product * size, 1) ?? 0);
}
