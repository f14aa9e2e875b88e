import * as l10n from '@vscode/l10n';
import type { OutcomeToWebview, OutcomeView } from '../../extension/outcomes/outcomeMessages';
import { button, element } from '../base/dom';
import { send } from '../base/host';
import type { Receivers } from '../base/receivers';
import { keyLabel } from '../keyboard/keyLabel';
import { isMac } from '../keyboard/platform';
import type { Page } from '../page/page';

/**
 * Says below the list how far a fine-tune is, as a notification would cover the text box as long; and what came of it or of a
 * batch, until the person has looked at it, as a notification goes by itself.
 */
export function outcomesFeature(page: Page) {
  // There before anything is said, or it would not be read out.
  const all = element('div', { class: 'outcomes', role: 'status' });
  // Not read out: it changes with every step.
  const learning = element('span', { class: 'notice-text' });
  const cancel = button(l10n.t('Cancel'), l10n.t('Stop the fine-tune; it can go on later'), 'link', () =>
    send({ type: 'run', command: 'cancelFineTune' }),
  );
  const underWay = element(
    'div',
    { class: 'notice learning', role: 'status', 'aria-live': 'off', hidden: true },
    learning,
    cancel,
  );
  page.side.news.append(underWay, all);
  send({ type: 'askOutcomes' });
  /** The newest that leads somewhere: a key leads there. */
  let newest: OutcomeView | undefined;
  const receivers: Receivers<OutcomeToWebview> = {
    outcomes: (message) => {
      underWay.hidden = message.learning === undefined;
      underWay.classList.toggle('shown', !underWay.hidden);
      learning.textContent = l10n.t('Learning from your captions, while you go on: {0}', message.learning ?? '');
      newest = message.outcomes.findLast((outcome) => wayOf(outcome) !== '');
      all.replaceChildren(...message.outcomes.map((outcome) => notice(outcome, outcome === newest)));
    },
  };
  const commands = { lookAtOutcome: () => newest && look(newest) };
  return { receivers, commands };
}

function look({ kind }: OutcomeView): void {
  send({ type: 'lookAtOutcome', kind });
}

/** @param hasKey whether the key leads to what there is to see of it */
function notice(outcome: OutcomeView, hasKey: boolean): HTMLElement {
  const { kind } = outcome;
  const way = button(wayOf(outcome), '', 'link', () => look(outcome));
  way.hidden = way.textContent === '';
  const key = element('kbd', { hidden: !hasKey }, keyLabel(isMac ? 'ctrl+shift+r' : 'alt+shift+r', isMac));
  const close = button(l10n.t('Close'), l10n.t('Do not say this again'), 'link', () =>
    send({ type: 'closeOutcome', kind }),
  );
  return element(
    'div',
    { class: `notice shown outcome ${kind}` },
    element('span', { class: 'notice-text' }, textOf(outcome)),
    element('span', { class: 'notice-ways' }, way, key, close),
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
