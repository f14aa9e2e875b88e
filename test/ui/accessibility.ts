import axe, { type AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

/** What axe finds wrong with one of our pages, in words. */
export function accessibilityProblems(frame: Frame): Promise<string[]> {
  return problemsOf(frame, 'document', []);
}

/**
 * What axe finds wrong with a list of choices that VS Code shows: what is ours of it are the texts. What all of these lists
 * are found wrong for is left out: the level of a row, the icon's name in its label, the label of a key, and the theme's
 * colours.
 */
export function choiceProblems(page: Page): Promise<string[]> {
  const ofVsCode = ['aria-allowed-attr', 'aria-prohibited-attr', 'label-content-name-mismatch', 'color-contrast'];
  return problemsOf(page.mainFrame(), `'.quick-input-widget'`, ofVsCode);
}

async function problemsOf(frame: Frame, part: string, exceptRules: readonly string[]): Promise<string[]> {
  if (!(await frame.evaluate<boolean>(`'axe' in window`))) await frame.evaluate(axe.source);
  const rules = Object.fromEntries(exceptRules.map((rule) => [rule, { enabled: false }]));
  const results = await frame.evaluate<AxeResults>(
    `axe.run(${part}, { resultTypes: ['violations'], rules: ${JSON.stringify(rules)} })`,
  );
  return results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary ?? ''}`).join('\n')}`,
  );
}
