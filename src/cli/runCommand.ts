import { version } from '../../package.json';
import { DatasetFileError } from '../dataset/file';
import { reasonOf } from '../dataset/reason';
import { calibrate } from './calibrate';
import { caption } from './caption';
import { check } from './check';
import { UsageError, type Command, type CommandContext, type ExitStatus } from './command';
import { evaluate } from './evaluate';
import { exportCommand } from './export';
import { finetune } from './finetune';
import { importCommand } from './import';
import { merge } from './merge';
import { mcp } from './mcp';
import { train } from './train';

const commands: readonly Command[] = [
  caption,
  train,
  finetune,
  evaluate,
  calibrate,
  importCommand,
  exportCommand,
  check,
  merge,
  mcp,
];

const help = `showtell: caption image datasets with a small captioner that learns from your corrections

Usage: showtell COMMAND …

${commands.map(({ name, summary }) => `  ${name.padEnd(9)} ${summary}`).join('\n')}

showtell COMMAND --help tells what a command takes. Results go to stdout, progress and messages to stderr.
Exit status: 0 done, 1 some inputs failed, 2 wrong usage, 3 given up as more failed than --max-failures, 130 stopped by
Ctrl+C (143 by SIGTERM, 129 by SIGHUP), 141 nobody reads the results any more.`;

/**
 * Runs one subcommand.
 * @param args the arguments after `showtell`
 * @returns the exit status; every error has been told on stderr
 */
export async function runShowtell(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') {
    const about = commands.find((command) => command.name === rest[0]);
    await context.results.line(about?.help ?? help);
    return 0;
  }
  if (name === '--version') {
    await context.results.line(version);
    return 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    const list = commands.map((candidate) => candidate.name).join(', ');
    context.messages.line(name === undefined ? help : `showtell: there is no command "${name}". There are: ${list}.`);
    return 2;
  }
  const end = rest.indexOf('--');
  if (rest.slice(0, end < 0 ? rest.length : end).some((argument) => argument === '--help' || argument === '-h')) {
    await context.results.line(command.help);
    return 0;
  }
  try {
    return await command.run(rest, context);
  } catch (error) {
    context.messages.endProgress();
    if (error instanceof UsageError) {
      context.messages.line(`showtell ${command.name}: ${error.message}. See showtell ${command.name} --help.`);
      return 2;
    }
    // That rows may be lost is told also to those who stop it.
    if (context.signal.aborted && !(error instanceof DatasetFileError)) {
      context.messages.line('Stopped.');
      return 130;
    }
    context.messages.line(`showtell ${command.name}: ${reasonOf(error)}`);
    return 1;
  }
}
