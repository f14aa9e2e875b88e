import { parseArgs, type ParseArgsConfig } from 'node:util';
import * as z from 'zod';
import { backendChoices } from '../../engine/backends/backendChoice';
import type { ExclusionRule } from '../../dataset/images/exclusion';
import { UsageError } from './command';

/** What parseArgs gives for a flag; those that may be repeated give lists. */
type FlagValue = undefined | string | boolean | (string | boolean)[];
type OptionsConfig = NonNullable<ParseArgsConfig['options']>;

/**
 * Reads the arguments of a subcommand and validates them.
 * @param options the flags, as node:util's parseArgs takes them
 * @param schema of the flags' values
 * @throws UsageError naming the flag and what it takes
 */
export function readCommandLine<Values>(
  args: string[],
  options: OptionsConfig,
  schema: z.ZodType<Values>,
): { values: Values; positionals: string[] } {
  let parsed: { values: Record<string, FlagValue>; positionals: string[] };
  try {
    parsed = parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
  const result = schema.safeParse(parsed.values);
  if (!result.success) {
    const issue = result.error.issues[0];
    const flag = String(issue?.path[0] ?? '');
    const given = parsed.values[flag];
    throw new UsageError(
      given === undefined ? `--${flag} is missing` : `--${flag} ${issue?.message}, not "${given.toString()}"`,
    );
  }
  return { values: result.data, positionals: parsed.positionals };
}

/** A flag that takes a whole number. */
export function wholeNumber(minimum: number, maximum: number): z.ZodType<number> {
  const error = `takes a whole number from ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, { error })
    .transform(Number)
    .pipe(z.number().min(minimum, { error }).max(maximum, { error }));
}

/** A flag that takes a number above 0. */
export function positiveNumber(maximum: number): z.ZodType<number> {
  const error = `takes a number above 0, at most ${maximum}`;
  return z
    .string({ error })
    .regex(/^[\d.]+(e-?\d+)?$/i, { error })
    .transform(Number)
    .pipe(z.number({ error }).positive({ error }).max(maximum, { error }));
}

/** A flag that takes a path. */
export const pathArgument = z.string().min(1, { error: 'takes a path' });

/** Where the engine computes. */
export const backendArgument = z.enum(backendChoices, {
  error: `takes ${backendChoices.slice(0, -1).join(', ')} or ${backendChoices.at(-1)}`,
});

/** The flags of every command that uses the captioner. */
export const engineFlags = {
  backend: { type: 'string', default: 'auto' },
  verbose: { type: 'boolean', default: false },
} as const satisfies OptionsConfig;

/** The values of {@link engineFlags}. */
export const engineArguments = { backend: backendArgument, verbose: z.boolean() };

/** The flag of commands that look through folders. */
export const excludeFlag = {
  exclude: { type: 'string', multiple: true, default: [] as string[] },
} satisfies OptionsConfig;

/** The value of {@link excludeFlag}. */
export const excludeArgument = z.array(z.string().min(1, { error: 'takes a glob' }));

/** What the globs of {@link excludeFlag} leave out, for another process. */
export function excludeRules(globs: string[]): ExclusionRule[] {
  return [{ globs, anywhere: true, from: '' }];
}

/** The one input of a command that takes exactly one. */
export function onlyInput(positionals: readonly string[], what: string): string {
  const [input, second] = positionals;
  if (input === undefined) {
    throw new UsageError(`${what} is missing`);
  }
  if (second !== undefined) {
    throw new UsageError(`one ${what} at a time: "${second}" is too much`);
  }
  return input;
}
