import axe, { type AxeResults } from 'axe-core';
import type { Frame } from 'playwright-core';

/** What axe finds wrong with a page, in words. */
export async function accessibilityProblems(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe.source);
  const results = await frame.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary ?? ''}`).join('\n')}`,
  );
}
