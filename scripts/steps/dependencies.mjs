import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { npm, root, say } from './process.mjs';

const command = path.join(root, 'node_modules', '.bin', 'showtell');

/**
 * Installs what the lock file names, unless it is there already. Install scripts do not run: they fetch from hosts that
 * many machines cannot reach.
 */
export async function installDependencies() {
  if (!installed(packagesOf('package-lock.json'), packagesOf('node_modules/.package-lock.json'))) {
    say('installing packages (npm ci, about a minute) …');
    const code = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
    if (code !== 0) throw new Error('npm ci failed; see above. Is the npm registry within reach?');
  }
  linkCommand();
}

function packagesOf(lockFile) {
  const file = path.join(root, lockFile);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

/** @typedef {Record<string, { version?: string, optional?: boolean }>} Packages by their folder, as npm notes them */

/**
 * Whether npm's own note of what it installed agrees with the lock file. Optional packages may be missing: those for
 * other systems are not installed.
 * @param {Packages} wanted
 * @param {Packages | undefined} present
 */
export function installed(wanted, present) {
  if (present === undefined) return false;
  const names = new Set([...Object.keys(wanted), ...Object.keys(present)]);
  names.delete('');
  return [...names].every((name) => {
    if (present[name] === undefined) return wanted[name].optional === true;
    return present[name].version === wanted[name]?.version;
  });
}

/** Lets `npx showtell` find the command of this very checkout: npx looks among the commands of the dependencies. */
function linkCommand() {
  if (process.platform === 'win32' || lstatSync(command, { throwIfNoEntry: false })) return;
  mkdirSync(path.dirname(command), { recursive: true });
  symlinkSync(path.join('..', '..', 'dist', 'cli.js'), command);
}
