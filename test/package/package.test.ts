import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { openWorkbench, runCommand, startBrowser, takePicture, webviewFrame } from '../harness/browser';
import { bundledPackages, installedPackages } from '../../scripts/steps/shippedPackages.mjs';
import { installedTools } from '../harness/installed';
import { startWorkbench, type Workbench } from '../harness/workbench';

const mostBytes = 60e6;

describe('The package', () => {
  let folder: string;
  let vsix: string;
  let workbench: Workbench | undefined;
  let browser: Browser | undefined;

  before(async function () {
    this.timeout(300_000);
    folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-package-'));
    vsix = path.join(folder, 'showtell.vsix');
    execFileSync(process.execPath, [path.join('scripts', 'package.mjs'), '--out', vsix], { stdio: 'inherit' });
  });
  after(async () => {
    await browser?.close();
    await workbench?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('is smaller than 60 MB', async () => {
    const { size } = await stat(vsix);
    assert.ok(size < mostBytes, `${size} bytes`);
  });

  it('leaves a checkout that still works', async () => {
    assert.equal(await readFile(path.join('dist', 'variant'), 'utf8'), 'development');
  });

  it('installs into a clean VS Code, without native TensorFlow, and captions with WASM', async function () {
    this.timeout(300_000);
    const images = path.join(folder, 'images');
    await mkdir(images);
    for (const name of ['cat.jpg', 'shepherd-dog.jpg']) await cp(path.join('samples', name), path.join(images, name));
    const extensions = path.join(folder, 'extensions');
    install(vsix, extensions);
    const [installed] = (await readdir(extensions)).filter((name) => name.startsWith('showtell.showtell-'));
    const shipped = await readdir(path.join(extensions, installed, 'dist', 'node_modules'));
    assert.ok(!shipped.includes('@tensorflow'), 'native TensorFlow is in the package');
    const notices = await readFile(path.join(extensions, installed, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    const modules = installedPackages(path.join(extensions, installed, 'dist', 'node_modules'));
    for (const { name, version } of [...modules, ...(await bundledPackages())])
      assert.ok(notices.includes(`\n${name} ${version} (`), `${name} ships without a notice`);
    for (const library of ['glib', 'libexif', 'libheif', 'libvips'])
      assert.match(notices, new RegExp(`^\\| ${library} `, 'm'));
    assert.match(notices, /GNU LESSER GENERAL PUBLIC LICENSE/);
    const files = await readdir(path.join(extensions, installed), { recursive: true });
    const onlyHere = files.filter((file) => /\.(node|so|dylib|dll|map|ts)$/u.test(file));
    assert.deepEqual(onlyHere, [], 'native libraries, sources or maps are in the package');
    const pictures = files.filter((file) => file.startsWith('media') && file.endsWith('.webp'));
    assert.deepEqual(pictures, [], 'pictures of the README are in the package, which has none of its links');

    workbench = await startWorkbench({ folder: images, extension: 'none', extensionsFolder: extensions });
    browser = await startBrowser();
    const page = await openWorkbench(browser, workbench.url);
    await runCommand(page, 'Showtell: Caption Images in This Folder');
    await page.locator('.statusbar-item', { hasText: 'wasm' }).waitFor({ timeout: 120_000 });
    const frame = await webviewFrame(page);
    const captions = frame.locator('.row-caption.suggested');
    await captions.nth(1).waitFor({ timeout: 120_000 });
    await takePicture(page, 'package-wasm');
    for (const caption of await captions.allInnerTexts()) assert.match(caption, /^\p{L}+( \S+){2,}/u);
    assert.match((await captions.allInnerTexts()).join('\n'), /\b(dog|shepherd)\b/);
  });
});

/** With the command line of code-server, as a person would. */
function install(vsix: string, extensions: string): void {
  const { node, codeServer } = installedTools();
  const data = path.join(extensions, '..', 'install-data');
  execFileSync(
    node,
    [codeServer, '--extensions-dir', extensions, '--user-data-dir', data, '--install-extension', vsix],
    {
      stdio: 'inherit',
      env: { ...process.env, XDG_CONFIG_HOME: data, XDG_DATA_HOME: data },
    },
  );
}
