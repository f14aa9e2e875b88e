import { version } from '../../package.json';
import { DatasetFileError } from '../dataset/document/file';
import { reasonOf } from '../dataset/files/reason';
import { UsageError, type Command, type CommandContext, type ExitStatus } from './program/command';

/** By name, in the order of the help. Each is loaded when it is asked for: the others' code is no work for it. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  caption: async () => (await import('./caption')).caption,
  train: async () => (await import('./train')).train,
  finetune: async () => (await import('./finetune')).finetune,
  evaluate: async () => (await import('./evaluate')).evaluate,
  calibrate: async () => (await import('./calibrate')).calibrate,
  import: async () => (await import('./import')).importCommand,
  export: async () => (await import('./export')).exportCommand,
  check: async () => (await import('./check')).check,
  merge: async () => (await import('./merge')).merge,
  mcp: async () => (await import('./mcp')).mcp,
};

const helpWith = (
  list: string,
): string => `showtell: caption image datasets with a small captioner that learns from your corrections

Usage: showtell COMMAND …

${list}

showtell COMMAND --help tells what a command takes. Where it takes a dataset, it takes the folder of one, too. Results go
to stdout, progress and messages to stderr.
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
    const about = await loadCommand(rest[0]);
    await context.results.line(about?.help ?? (await help()));
    return 0;
  }
  if (name === '--version') {
    await context.results.line(version);
    return 0;
  }
  const command = await loadCommand(name);
  if (!command) {
    const list = Object.keys(commands).join(', ');
    context.messages.line(
      name === undefined ? await help() : `showtell: there is no command "${name}". There are: ${list}.`,
    );
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

async function loadCommand(name: string | undefined): Promise<Command | undefined> {
  return name !== undefined && Object.hasOwn(commands, name) ? commands[name]() : undefined;
}

async function help(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  return helpWith(all.map(({ name, summary }) => `  ${name.padEnd(9)} ${summary}`).join('\n'));
}
