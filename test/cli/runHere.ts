import { rowsOf, type CliResult } from './runCli';
import { runScripted } from './scriptedEngine';

/** Runs a command that asks no captioner in this process: nothing has to start, and nothing has to be built. */
export async function runHere(args: readonly string[]): Promise<CliResult> {
  const { status, stdout, stderr } = await runScripted(args, () => Promise.reject(new Error('asks no captioner')));
  return { status, stdout, stderr, rows: () => rowsOf(stdout) };
}
