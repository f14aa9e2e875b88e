import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Prints a line about what is going on, on standard error: standard output is for results. */
export function say(message) {
  process.stderr.write(`showtell: ${message}\n`);
}

/**
 * Runs a command to its end, its output shown.
 * @returns {Promise<number>} its exit status
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** Runs a command to its end and keeps its output. */
export function capture(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  return { ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}`.trim(), stdout: stdout ?? '', error };
}

/** Whether a command can be started. */
export function has(command) {
  return !capture(command, ['--version']).error;
}

/** npm, with the Node that runs this script. */
export function npm(args, options = {}) {
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { shell: process.platform === 'win32', ...options });
}
