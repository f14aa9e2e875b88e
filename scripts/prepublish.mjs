import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installDependencies } from './steps/dependencies.mjs';
import { npm, root, run, say } from './steps/process.mjs';

/**
 * Makes `dist/` as it goes into the package: minified, and with the build of sharp that runs on every system. `vsce
 * package` calls it.
 */
await installDependencies();
rmSync(path.join(root, 'dist'), { recursive: true, force: true });
if ((await run(process.execPath, [path.join(root, 'esbuild.js'), '--production'])) !== 0)
  throw new Error('The build failed; see above.');
await addSharp();

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
    const target = path.join(root, 'dist', 'node_modules');
    mkdirSync(target, { recursive: true });
    const unneeded =
      /node_modules\/(\.bin|\.package-lock\.json|sharp\/src|@img\/sharp-webcontainers-wasm32|@img\/sharp-(?!wasm32))/u;
    cpSync(path.join(temporary, 'node_modules'), target, {
      recursive: true,
      filter: (file) => !unneeded.test(file.split(path.sep).join('/')),
    });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
