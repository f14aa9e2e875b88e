import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installDependencies } from './steps/dependencies.mjs';
import { noticesOf } from './steps/notices.mjs';
import { packagedReadme } from './steps/packagedReadme.mjs';
import { fail, npm, root, run, say } from './steps/process.mjs';
import { bundledPackages, installedPackages } from './steps/shippedPackages.mjs';

const dist = path.join(root, 'dist');

/**
 * Makes `dist/` as it goes into the package: minified, and with the build of sharp that runs on every system. `vsce
 * package` calls it. A checkout does not run on it; what builds next makes its own again.
 */
async function main() {
  await installDependencies();
  rmSync(dist, { recursive: true, force: true });
  const built = await run(process.execPath, [path.join(root, 'esbuild.js'), '--production']);
  if (built !== 0) throw new Error('The build failed; see above.');
  await addSharp();
  writeFileSync(path.join(dist, 'README.md'), packagedReadme(readFileSync(path.join(root, 'README.md'), 'utf8')));
}

/** Not native binaries: one package serves all systems. */
async function addSharp() {
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'showtell-sharp-'));
  try {
    writeFileSync(path.join(temporary, 'package.json'), '{"private":true}');
    say('fetching the WebAssembly build of sharp …');
    const flags = ['--ignore-scripts', '--cpu=wasm32', '--no-audit', '--no-fund', '--loglevel=error'];
    const code = await npm(['install', `sharp@${dependencies.sharp}`, ...flags], {
      cwd: temporary,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (code !== 0) throw new Error('sharp could not be fetched; see above.');
    const modules = path.join(dist, 'node_modules');
    copyModules(path.join(temporary, 'node_modules'), modules);
    // Before READMEs go: they name the libraries that are compiled in.
    const notices = noticesOf([...(await bundledPackages()), ...installedPackages(modules)]);
    writeFileSync(path.join(dist, 'THIRD-PARTY-NOTICES.txt'), notices);
    removeReadmes(modules);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Of what npm installed, only what runs. */
function copyModules(from, to) {
  const unneeded = [
    /node_modules\/(\.bin|\.package-lock\.json|sharp\/(src|install))/u,
    /@img\/sharp-(?!wasm32)/u,
    /\.d\.[cm]?ts$/u,
  ];
  mkdirSync(to, { recursive: true });
  const filter = (file) => !unneeded.some((pattern) => pattern.test(file.split(path.sep).join('/')));
  cpSync(from, to, { recursive: true, filter });
}

/** They are for whoever installs a package by itself. */
function removeReadmes(folder) {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (path.basename(file) === 'README.md') rmSync(path.join(folder, file));
}

main().catch(fail);
