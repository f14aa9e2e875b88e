import * as l10n from '@vscode/l10n';
import type { UnfamiliarToWebview, UnfamiliarView } from '../../extension/unfamiliar/unfamiliarMessages';
import { button, element } from '../base/dom';
import { send } from '../base/host';
import type { Receivers } from '../base/receivers';
import type { Page } from '../page/page';
import { unfamiliarText } from './unfamiliarText';

/** Says below the list that they are unlike what the model knows, and offers to fine-tune. */
export function unfamiliarFeature(page: Page): { receivers: Receivers<UnfamiliarToWebview> } {
  // There before anything is said, or it would not be read out.
  const text = element('span', { class: 'notice-text', role: 'status' });
  const ways = element('span', { class: 'notice-ways' });
  const notice = element('div', { class: 'notice unfamiliar' }, text, ways);
  page.side.news.append(notice);
  send({ type: 'unfamiliarReady' });
  return {
    receivers: {
      unfamiliar: ({ notice: said }) => {
        notice.classList.toggle('shown', said !== undefined);
        text.replaceChildren(...(said ? wordsOf(said) : []));
        ways.replaceChildren(...(said ? waysOf(said) : []));
      },
    },
  };
}

function wordsOf(said: UnfamiliarView): (HTMLElement | string)[] {
  const { title, reason } = unfamiliarText(said);
  return [element('strong', {}, title), ' ', reason];
}

function waysOf({ afterDecisions }: UnfamiliarView): HTMLElement[] {
  const close = (): void => send({ type: 'closeUnfamiliar' });
  const fineTune = button(
    l10n.t('Fine-Tune'),
    l10n.t('Let the captioner learn from what is decided here'),
    'link',
    () => {
      send({ type: 'run', command: 'fineTune' });
      close();
    },
  );
  const closing = button(
    l10n.t('Close'),
    l10n.t('Do not say this again of these images and this model'),
    'link',
    close,
  );
  return afterDecisions > 0 ? [closing] : [fineTune, closing];
}
