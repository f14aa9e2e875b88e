import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm, root, say } from './process.mjs';

const stamp = path.join(root, 'node_modules', '.showtell-lock');

/** Installs what the lock file names, unless it is there already. Install scripts do not run: they fetch from hosts that many machines cannot reach. */
export async function installDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('installing packages (npm ci --ignore-scripts) …');
  const code = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) throw new Error('npm ci failed; see above. Is the npm registry within reach?');
  linkCommand();
  writeFileSync(stamp, lock);
}

/** Lets `npx showtell` find the command of this very checkout. */
function linkCommand() {
  if (process.platform === 'win32') return;
  const link = path.join(root, 'node_modules', '.bin', 'showtell');
  rmSync(link, { force: true });
  symlinkSync(path.join('..', '..', 'dist', 'cli.js'), link);
}
