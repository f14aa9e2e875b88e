import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { noticesOf } from '../../scripts/steps/notices.mjs';
import { bundledPackages, installedPackages } from '../../scripts/steps/shippedPackages.mjs';
import { useTemporaryFolder } from '../dataset/temporaryFolder';

describe('The notices of what ships', function () {
  this.timeout(120_000);
  const folder = useTemporaryFolder();

  function install(name: string, license: string, files: Record<string, string> = {}): void {
    const place = path.join(folder.path, name);
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, 'package.json'), JSON.stringify({ name, version: '1.2.3', license }));
    for (const [file, text] of Object.entries(files)) writeFileSync(path.join(place, file), text);
  }
  const notices = (): string => noticesOf(installedPackages(folder.path));

  it('have the texts of the packages that esbuild puts into the programs', async () => {
    const packages = await bundledPackages();
    const names = packages.map(({ name }) => name);
    for (const name of ['zod', 'vscode-jsonrpc', 'picomatch', '@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-wasm'])
      assert.ok(names.includes(name), name);
    assert.ok(!names.includes('mocha') && !names.includes('@tensorflow/tfjs-node'));
    const text = noticesOf(packages);
    for (const { name, version } of packages) assert.ok(text.includes(`\n${name} ${version} (`), name);
  });

  it('have the text of the licence that a package brings, and its notice', () => {
    install('@scope/brings', 'MIT', { 'LICENSE.md': 'Copyright 2020 Somebody', NOTICE: 'Made with something' });
    assert.match(notices(), /@scope\/brings 1\.2\.3 \(MIT\)\n\nCopyright 2020 Somebody\n\nMade with something/);
  });

  it('have the text of the licence that a package only names', () => {
    install('names', '(MIT OR Apache-2.0)');
    assert.match(notices(), /MIT License[^]*Apache License/);
  });

  it('have the libraries that are compiled into a package, with the texts of their licences', () => {
    const readme =
      '# x\n\n## Licensing\n\nThis software contains third-party libraries\n\n| libvips | LGPLv3 |\n| cgif | MIT License |\n' +
      '| cairo | Mozilla Public License 1.1 |\n| freetype | [freetype License](https://example.org) |\n';
    install('compiled', 'Apache-2.0', { 'README.md': readme, 'versions.json': '{"vips":"8.1"}' });
    const text = notices();
    for (const part of [
      /\| libvips \| LGPLv3 \|/,
      /LESSER GENERAL PUBLIC LICENSE/,
      /"vips":"8\.1"/,
      /MIT License\n\n/,
      /Netscape Communications/,
      /FreeType Project/i,
    ])
      assert.match(text, part);
  });

  it('have the text of the patent licence of AV1', () => {
    const readme =
      '## Licensing\n\nthird-party libraries\n\n| aom | BSD 2-Clause + [Alliance for Open Media Patent License 1.0](https://example.org) |\n';
    install('av1', 'Apache-2.0', { 'README.md': readme });
    assert.match(notices(), /Alliance for Open Media Patent License 1\.0\n\n1\. License Terms\./);
  });

  it('have what is compiled into TensorFlow.js, with whose it is', async () => {
    const text = noticesOf(await bundledPackages());
    for (const part of [
      /XNNPACK \(BSD-3-Clause\), .* google\/XNNPACK: LICENSE\n\n[^]*Copyright 2019 Google LLC\n\nRedistribution/,
      /musl \(MIT\)/,
      /pthreadpool/,
    ])
      assert.match(text, part);
    const [theirs] = text.slice(text.indexOf('XNNPACK (BSD')).split('='.repeat(80));
    assert.doesNotMatch(theirs, /<year>/);
  });

  it('are not made while a library is compiled in whose licence has no text here', () => {
    install('odd', 'MIT', {
      'README.md': '## Licensing\n\nthird-party libraries\n\n| thing | MIT License, Thing License |\n',
    });
    assert.throws(notices, /odd 1\.2\.3 holds thing, and there is no text here of its licence \("Thing License"\)/);
  });

  it('are not made while nothing says what is compiled into WebAssembly', () => {
    install('unknown', 'MIT', { 'thing.wasm': '' });
    assert.throws(notices, /unknown 1\.2\.3 ships thing\.wasm, and nothing says which libraries/);
  });

  it('are not made while nothing says what is compiled into a native library', () => {
    install('unknown', 'MIT', { 'libthing.so.1': '' });
    assert.throws(notices, /unknown 1\.2\.3 ships libthing\.so\.1, and nothing says which libraries/);
  });

  it('have what the makers of a native library tell of those of others in it', () => {
    install('told', 'MIT', { 'libthing.so.1': '', 'ThirdPartyNotices.txt': 'Eigen, under MPL 2.0' });
    assert.match(notices(), /told 1\.2\.3 \(MIT\)\n\nEigen, under MPL 2\.0/);
  });

  it('are not made while a package ships without a text', () => {
    install('none', 'UNLICENSED');
    assert.throws(notices, /none 1\.2\.3 ships without the text of a licence/);
  });
});
