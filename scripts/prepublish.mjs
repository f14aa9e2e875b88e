import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installDependencies } from './steps/dependencies.mjs';
import { addModules } from './steps/modulesToShip.mjs';
import { noticesOf } from './steps/notices.mjs';
import { packagedReadme } from './steps/packagedReadme.mjs';
import { packageTarget, targetVariable } from './steps/packageTargets.mjs';
import { fail, root, run } from './steps/process.mjs';
import { bundledPackages, installedPackages } from './steps/shippedPackages.mjs';

const dist = path.join(root, 'dist');

/**
 * Makes `dist/` as it goes into the package: minified, with what runs on every system, and for one kind of system with what is native
 * there. `vsce package` calls it. A checkout does not run on it; what builds next makes its own again.
 */
async function main() {
  const name = process.env[targetVariable];
  const target = name === undefined ? undefined : packageTarget(name);
  await installDependencies();
  rmSync(dist, { recursive: true, force: true });
  const built = await run(process.execPath, [path.join(root, 'esbuild.js'), '--production']);
  if (built !== 0) throw new Error('The build failed; see above.');
  const modules = path.join(dist, 'node_modules');
  await addModules(modules, target);
  // Before READMEs go: they name the libraries that are compiled in.
  const notices = noticesOf([...(await bundledPackages()), ...installedPackages(modules)]);
  writeFileSync(path.join(dist, 'THIRD-PARTY-NOTICES.txt'), notices);
  removeReadmes(modules);
  writeFileSync(path.join(dist, 'README.md'), packagedReadme(readFileSync(path.join(root, 'README.md'), 'utf8')));
}

/** They are for whoever installs a package by itself. */
function removeReadmes(folder) {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (path.basename(file) === 'README.md') rmSync(path.join(folder, file));
}

main().catch(fail);
