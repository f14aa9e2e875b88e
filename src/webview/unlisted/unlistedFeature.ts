import * as l10n from '@vscode/l10n';
import type { UnlistedToWebview, UnlistedView } from '../../extension/unlisted/unlistedMessages';
import { button, element } from '../base/dom';
import { send } from '../base/host';
import type { Receivers } from '../base/receivers';
import type { Page } from '../page/page';

/** Says below the list, or where there is nothing to list, what of the folder is not in it, and why. */
export function unlistedFeature(page: Page): { receivers: Receivers<UnlistedToWebview> } {
  const show = [page.side.news, page.empty.news].map(noticeIn);
  send({ type: 'unlistedReady' });
  return {
    receivers: {
      unlisted: ({ unlisted }) => {
        for (const one of show) one(unlisted);
      },
    },
  };
}

/** @returns what shows the notice in its place */
function noticeIn(place: HTMLElement): (unlisted: UnlistedView | undefined) => void {
  // There before anything is said, or it would not be read out.
  const text = element('span', { class: 'notice-text', role: 'status' });
  const ways = element('span', { class: 'notice-ways' });
  const notice = element('div', { class: 'notice unlisted' }, text, ways);
  place.append(notice);
  return (unlisted) => {
    notice.classList.toggle('shown', unlisted !== undefined);
    text.replaceChildren(...(unlisted ? wordsOf(unlisted) : []));
    ways.replaceChildren(...(unlisted ? waysOf(unlisted) : []));
  };
}

function wordsOf({ count, example: { path, reason } }: UnlistedView): (HTMLElement | string)[] {
  const title =
    count === 1
      ? l10n.t('Not listed: {0}.', path)
      : l10n.t('Not listed: {0} and {1} more.', path, (count - 1).toLocaleString());
  return [element('strong', {}, title), ' ', reason];
}

function waysOf({ count }: UnlistedView): HTMLElement[] {
  const showAll = button(l10n.t('Show Log'), l10n.t('See what is not listed, each with its reason'), 'link', () =>
    send({ type: 'run', command: 'showLog' }),
  );
  const closing = button(l10n.t('Close'), l10n.t('Do not say this again until others are there'), 'link', () =>
    send({ type: 'closeUnlisted' }),
  );
  return count > 1 ? [showAll, closing] : [closing];
}
