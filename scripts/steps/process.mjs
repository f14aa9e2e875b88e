import { spawn, spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Prints a line about what is going on, on standard error: standard output is for results. */
export function say(message) {
  process.stderr.write(`showtell: ${message}\n`);
}

/**
 * Runs a command to its end, its output shown. With `limitSeconds` it and all that it started are ended after that time; with `priority` the
 * system gives both as much time as others leave (`os.constants.priority`).
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { limitSeconds?: number, priority?: number }} options
 * @returns {Promise<number>} its exit status; 124 if it was ended
 */
export function run(command, args, { limitSeconds, priority, ...options } = {}) {
  // A group of its own can be ended as a whole, but no longer gets the terminal's Ctrl+C.
  const grouped = limitSeconds !== undefined && process.platform !== 'win32';
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', detached: grouped, ...options });
    // Before it can have started others, which take it over.
    if (priority !== undefined && child.pid !== undefined) os.setPriority(child.pid, priority);
    const end = (signal) => endProcess(child, signal, grouped);
    let late = false;
    const limit =
      limitSeconds &&
      setTimeout(() => {
        late = true;
        say(`${path.basename(command)} took longer than ${limitSeconds} s and is ended.`);
        end('SIGTERM');
        setTimeout(() => end('SIGKILL'), 5_000).unref();
      }, limitSeconds * 1000);
    const interrupt = () => {
      end('SIGTERM');
      // What runs beside it is ended, too.
      setImmediate(() => process.exit(130));
    };
    if (grouped) process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(limit);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      resolve(late ? 124 : (code ?? (signal ? 1 : 0)));
    });
  });
}

function endProcess(child, signal, grouped) {
  try {
    if (grouped) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It has ended by itself.
  }
}

/**
 * Runs a command to its end and keeps its output.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} options
 */
export function capture(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, maxBuffer: 1 << 28, ...options, encoding: 'utf8' });
  const timedOut = result.error !== undefined && 'code' in result.error && result.error.code === 'ETIMEDOUT';
  return { ok: result.status === 0, output: `${result.stdout ?? ''}${result.stderr ?? ''}`.trim(), timedOut };
}

/** Whether a command can be started. */
export function has(command, options = {}) {
  return capture(command, ['--version'], options).ok;
}

/** npm is a script on Windows, and starts through the shell only. */
export const npmCommand = {
  name: process.platform === 'win32' ? 'npm.cmd' : 'npm',
  options: { shell: process.platform === 'win32' },
};

/** Runs npm, its output shown. */
export function npm(args, options = {}) {
  return run(npmCommand.name, args, { ...npmCommand.options, ...options });
}

/** Whether a module is the program that runs, not one that another imports. */
export function isMain(url) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(url));
}

/** Ends the program with what went wrong, in a line: a person needs the reason, not where in a script it arose. */
export function fail(error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
