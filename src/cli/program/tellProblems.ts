import type { CommandContext, ExitStatus } from './command';

/**
 * Ends the progress of a measurement, and tells which images of its dataset could not be used.
 * @returns the status to exit with
 */
export function tellProblems(
  { problems }: { problems: { fileName: string; reason: string }[] },
  { messages }: CommandContext,
): ExitStatus {
  messages.endProgress();
  for (const { fileName, reason } of problems) messages.line(`${fileName}: ${reason}`);
  return problems.length > 0 ? 1 : 0;
}
