import * as l10n from '@vscode/l10n';
import type { UnlikeToWebview, UnlikeView } from '../../extension/unlike/unlikeMessages';
import { button, element } from '../base/dom';
import { send } from '../base/host';
import type { Receivers } from '../base/receivers';
import type { Page } from '../page/page';
import { unlikeText } from './unlikeText';

/** Says above the images that they are unlike what the model knows, and offers to fine-tune. */
export function unlikeFeature(page: Page): { receivers: Receivers<UnlikeToWebview> } {
  // There before anything is said, or it would not be read out.
  const text = element('span', { class: 'notice-text', role: 'status' });
  const ways = element('span', { class: 'notice-ways' });
  const notice = element('div', { class: 'notice unlike' }, text, ways);
  page.top.append(notice);
  send({ type: 'unlikeReady' });
  return {
    receivers: {
      unlike: ({ notice: said }) => {
        notice.classList.toggle('shown', said !== undefined);
        text.replaceChildren(...(said ? wordsOf(said) : []));
        ways.replaceChildren(...(said ? waysOf(said) : []));
      },
    },
  };
}

function wordsOf(said: UnlikeView): (HTMLElement | string)[] {
  const { title, reason } = unlikeText(said);
  return [element('strong', {}, title), ' ', reason];
}

function waysOf({ afterDecisions }: UnlikeView): HTMLElement[] {
  const close = (): void => send({ type: 'closeUnlike' });
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
