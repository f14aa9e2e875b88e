import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

/** The built program, as a person starts it. */
const program = resolve('dist/cli.js');

/** How a run of the program ended. */
export interface CliResult {
  status: number | null;
  stdout: string;
  stderr: string;
  /** The lines of stdout, parsed. */
  rows: () => Record<string, unknown>[];
}

/** Starts `showtell` in a process of its own. */
export function startCli(args: readonly string[], options: { cwd?: string; detached?: boolean } = {}): ChildProcess {
  if (!existsSync(program)) throw new Error('dist/cli.js is not built: npm run build');
  return spawn(process.execPath, [program, ...args], { stdio: 'pipe', ...options });
}

/** Runs `showtell` to its end. */
export async function runCli(
  args: readonly string[],
  options: { cwd?: string; input?: string } = {},
): Promise<CliResult> {
  const child = startCli(args, options.cwd === undefined ? {} : { cwd: options.cwd });
  child.stdin?.on('error', () => undefined); // a program that wants no input closes it
  child.stdin?.end(options.input ?? '');
  return finished(child);
}

/** What a started program has said once it ends. */
export async function finished(child: ChildProcess): Promise<CliResult> {
  if (!child.stdout || !child.stderr) throw new Error('started without pipes');
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, stdout, stderr, rows: () => rowsOf(stdout) };
}

/** The lines of a text, parsed. */
export function rowsOf(stdout: string): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const row: unknown = JSON.parse(line);
      return { ...(typeof row === 'object' ? row : { row }) };
    });
}
