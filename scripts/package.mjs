import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installDependencies } from './steps/dependencies.mjs';
import { makeNpmPackage } from './steps/npmPackage.mjs';
import { packageTarget, packageTargets, targetVariable } from './steps/packageTargets.mjs';
import { fail, root, run } from './steps/process.mjs';

const unneeded = new Set(['node_modules', '.git', '.cache', 'dist', 'out', 'test', 'bench']);
/** All packages: the one for all systems, and one for each kind of system. */
const all = 'all';
/** The command line alone, as a package of npm. */
const ofNpm = 'npm';

/**
 * `npm run package [-- --target SYSTEM|all|npm] [--out FILE|FOLDER]`: makes the .vsix for all systems, for one kind of system, or each of
 * them; or the command line as a package of npm. Works in a copy of the checkout, so that the `dist/` that may be in use stays as it is.
 */
async function main() {
  const { target, out } = parseArgs({
    options: { target: { type: 'string' }, out: { type: 'string', short: 'o' } },
  }).values;
  // Files are named as seen from where the person called.
  const place = out === undefined ? root : path.resolve(process.env.INIT_CWD ?? process.cwd(), out);
  if (target === ofNpm) {
    await installDependencies();
    return makeNpmPackage(place);
  }
  const targets = target === all ? [undefined, ...Object.keys(packageTargets)] : [target];
  for (const one of targets) if (one !== undefined) packageTarget(one);
  await installDependencies();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-vsix-'));
  try {
    for (const name of readdirSync(root)) {
      if (unneeded.has(name) || name.endsWith('.vsix')) continue;
      cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
    }
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    for (const one of targets) await makePackage(folder, one, place);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function makePackage(folder, target, out) {
  const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const args = [vsce, 'package', '--out', out, ...(target === undefined ? [] : ['--target', target])];
  const env = { ...process.env, [targetVariable]: target };
  if ((await run(process.execPath, args, { cwd: folder, env })) !== 0)
    throw new Error(`The package for ${target ?? 'all systems'} was not made; see above.`);
}

main().catch(fail);
