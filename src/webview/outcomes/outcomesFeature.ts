import * as l10n from '@vscode/l10n';
import type { OutcomeToWebview, OutcomeView } from '../../extension/outcomes/outcomeMessages';
import { button, element } from '../base/dom';
import { send } from '../base/host';
import type { Receivers } from '../base/receivers';
import type { Page } from '../page/page';

/** Says above the images what came of a fine-tune or a batch, until the person has looked at it: a notification goes by itself. */
export function outcomesFeature(page: Page): { receivers: Receivers<OutcomeToWebview> } {
  // There before anything is said, or it would not be read out.
  const all = element('div', { class: 'outcomes', role: 'status' });
  page.top.append(all);
  send({ type: 'askOutcomes' });
  return { receivers: { outcomes: ({ outcomes }) => all.replaceChildren(...outcomes.map(notice)) } };
}

function notice(outcome: OutcomeView): HTMLElement {
  const { kind } = outcome;
  const look = button(wayOf(outcome), '', 'link', () => send({ type: 'lookAtOutcome', kind }));
  look.hidden = look.textContent === '';
  const close = button(l10n.t('Close'), l10n.t('Do not say this again'), 'link', () =>
    send({ type: 'closeOutcome', kind }),
  );
  return element(
    'div',
    { class: `notice shown outcome ${kind}` },
    element('span', { class: 'notice-text' }, textOf(outcome)),
    element('span', { class: 'notice-ways' }, look, close),
  );
}

function textOf(outcome: OutcomeView): string {
  switch (outcome.kind) {
    case 'model':
      return l10n.t('“{0}” is ready. {1}', outcome.name, outcome.gain);
    case 'failure':
      return l10n.t('No new model came of the fine-tune. {0}', outcome.reason);
    case 'batch': {
      const { suggested, failed } = outcome;
      const done = l10n.t('Captions suggested: {0}.', suggested.toLocaleString());
      if (failed === 0) return done;
      return `${done} ${l10n.t('Images that could not be captioned: {0}.', failed.toLocaleString())}`;
    }
  }
}

/** What leads to what there is to see; '' where there is nothing. */
function wayOf(outcome: OutcomeView): string {
  switch (outcome.kind) {
    case 'model':
      return l10n.t('Show Report');
    case 'failure':
      return l10n.t('Show Log');
    case 'batch':
      return outcome.failed > 0 ? l10n.t('Show Problems') : '';
  }
}
