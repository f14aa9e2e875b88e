import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { bundledPackages, installedPackages } from '../../scripts/steps/shippedPackages.mjs';
import { InstalledPackage } from './installedPackage';

const mostBytes = 60e6;

describe('The package for all systems', () => {
  let made: InstalledPackage;

  before(async function () {
    this.timeout(300_000);
    made = await InstalledPackage.make();
  });
  after(() => made.remove());

  it('is smaller than 60 MB', async () => {
    const { size } = await stat(made.vsix);
    assert.ok(size < mostBytes, `${size} bytes`);
  });

  it('leaves a checkout that still works', async () => {
    assert.equal(await readFile(path.join('dist', 'variant'), 'utf8'), 'development');
  });

  it('installs into a clean VS Code, without native libraries, and captions with WASM', async function () {
    this.timeout(300_000);
    const installed = await made.install();
    const shipped = await readdir(path.join(installed, 'dist', 'node_modules'));
    assert.ok(!shipped.includes('@tensorflow'), 'native TensorFlow is in the package');
    const notices = await readFile(path.join(installed, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    const modules = installedPackages(path.join(installed, 'dist', 'node_modules'));
    for (const { name, version } of [...modules, ...(await bundledPackages())])
      assert.ok(notices.includes(`\n${name} ${version} (`), `${name} ships without a notice`);
    for (const library of ['glib', 'libexif', 'libheif', 'libvips'])
      assert.match(notices, new RegExp(`^\\| ${library} `, 'm'));
    assert.match(notices, /GNU LESSER GENERAL PUBLIC LICENSE/);
    const files = await readdir(installed, { recursive: true });
    const onlyHere = files.filter((file) => /\.(node|so|dylib|dll|map|ts)$/u.test(file));
    assert.deepEqual(onlyHere, [], 'native libraries, sources or maps are in the package');
    const pictures = files.filter((file) => file.startsWith('media') && file.endsWith('.webp'));
    assert.deepEqual(pictures, [], 'pictures of the README are in the package, which has none of its links');

    const captions = await made.caption('wasm');
    for (const caption of captions) assert.match(caption, /^\p{L}+( \S+){2,}/u);
    assert.match(captions.join('\n'), /\b(dog|shepherd)\b/);
  });
});
