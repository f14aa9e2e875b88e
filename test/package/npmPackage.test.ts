import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'mocha';
import sharp from 'sharp';
import { npmCommand } from '../../scripts/steps/process.mjs';
import { installedTools } from '../harness/installed';

const { name: npm, options: npmOptions } = npmCommand;
const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];

describe('The package of npm', function () {
  this.timeout(300_000);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-npm-test-'));
  const elsewhere = path.join(folder, 'elsewhere');
  let tarball = '';

  before(() => {
    execFileSync(process.execPath, ['scripts/package.mjs', '--target', 'npm', '--out', folder], { stdio: 'inherit' });
    [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    mkdirSync(elsewhere);
    writeFileSync(path.join(elsewhere, 'package.json'), '{"private":true}');
    const args = ['install', path.join(folder, tarball), ...quiet];
    execFileSync(npm, args, { ...npmOptions, cwd: elsewhere, stdio: 'inherit' });
  });
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  it('captions images where it is installed, with WebAssembly', () => {
    const images = ['cat.jpg', 'shepherd-dog.jpg'].map((name) => path.resolve('samples', name));
    const args = ['--no-install', 'showtell', 'caption', ...images, '--backend', 'wasm'];
    const { status, stdout, stderr } = spawnSync('npx', args, { ...npmOptions, cwd: elsewhere, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { suggestion: string });
    assert.equal(rows.length, 2);
    assert.match(rows.map(({ suggestion }) => suggestion).join('\n'), /\b(dog|shepherd)\b/u);
  });

  it('captions images with Node 24, too', () => {
    const program = path.join(elsewhere, 'node_modules', 'showtell', 'dist', 'cli.js');
    const args = [program, 'caption', path.resolve('samples', 'cat.jpg'), '--backend', 'wasm'];
    const { status, stdout, stderr } = spawnSync(installedTools().node, args, { cwd: elsewhere, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /"suggestion":"[^"]/u);
  });

  it('captions an image that is so large that a process of its own decodes it', async () => {
    const image = path.join(folder, 'large.png');
    await sharp(path.resolve('samples', 'cat.jpg')).resize(4200, 4200, { fit: 'fill' }).png().toFile(image);
    const args = ['--no-install', 'showtell', 'caption', image, '--backend', 'wasm'];
    const { status, stdout, stderr } = spawnSync('npx', args, { ...npmOptions, cwd: elsewhere, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /"suggestion":"[^"]/u);
  });

  it('brings nothing native of its own but what decodes images: who wants TensorFlow installs it, too', () => {
    const modules = readdirSync(path.join(elsewhere, 'node_modules', '@tensorflow'));
    assert.deepEqual(modules.sort(), ['tfjs-backend-cpu', 'tfjs-backend-wasm', 'tfjs-core']);
    const { status, stderr } = spawnSync(
      'npx',
      ['--no-install', 'showtell', 'caption', path.resolve('samples', 'cat.jpg'), '--backend', 'tensorflow'],
      { ...npmOptions, cwd: elsewhere, encoding: 'utf8' },
    );
    assert.equal(status, 1);
    assert.match(stderr, /Native TensorFlow does not: it is not installed/u);
  });
});
