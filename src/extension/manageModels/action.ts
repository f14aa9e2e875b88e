import type { Choice, QuickSteps } from '../base/quickSteps';

/** Something that can be chosen to be done. */
export interface Action extends Choice {
  /** Whether it asks on in the quick input. */
  asks?: boolean;
  run: () => Promise<unknown>;
}

/** Lets the person choose, and does it. */
export async function chooseAction(steps: QuickSteps, items: readonly Action[], placeholder: string): Promise<void> {
  const chosen = await steps.pick(items, placeholder);
  if (!chosen?.asks) steps.dispose();
  await chosen?.run();
}
