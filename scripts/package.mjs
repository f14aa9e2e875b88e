import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installDependencies } from './steps/dependencies.mjs';
import { fail, root, run } from './steps/process.mjs';

const unneeded = new Set(['node_modules', '.git', '.cache', 'dist', 'out', 'test', 'bench']);

/**
 * `npm run package [-- --out FILE]`: makes the .vsix in a copy of the checkout, so that the `dist/` that may be in use
 * stays as it is. `npx vsce package` makes the same in place.
 */
async function main() {
  await installDependencies();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-vsix-'));
  try {
    for (const name of readdirSync(root)) {
      if (unneeded.has(name) || name.endsWith('.vsix')) continue;
      cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
    }
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    const args = process.argv.slice(2);
    const out = args.some((one) => one === '--out' || one === '-o') ? [] : ['--out', root];
    const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
    process.exitCode = await run(process.execPath, [vsce, 'package', ...absolute(args), ...out], { cwd: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Files are named as seen from where the person called. */
function absolute(args) {
  const start = process.env.INIT_CWD ?? process.cwd();
  return args.map((value, at) =>
    at > 0 && ['--out', '-o'].includes(args[at - 1]) ? path.resolve(start, value) : value,
  );
}

main().catch(fail);
