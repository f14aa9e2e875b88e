import * as l10n from '@vscode/l10n';
import type { RenamedToWebview, RenamedView } from '../../extension/renamed/renamedMessages';
import { button, element } from '../base/dom';
import { send } from '../base/host';
import type { Receivers } from '../base/receivers';
import type { Page } from '../page/page';
import { renamedText } from './renamedText';

/** Says below the list that some have other names now, and offers to move their captions along. */
export function renamedFeature(page: Page) {
  // There before anything is said, or it would not be read out.
  const text = element('span', { class: 'notice-text', role: 'status' });
  const ways = element('span', { class: 'notice-ways' });
  const notice = element('div', { class: 'notice renamed' }, text, ways);
  page.side.news.append(notice);
  send({ type: 'renamedReady' });
  const moveCaptionsAlong = (): void => {
    page.detail.box.flush();
    send({ type: 'moveCaptionsAlong' });
  };
  const receivers: Receivers<RenamedToWebview> = {
    renamed: ({ renamed }) => {
      notice.classList.toggle('shown', renamed !== undefined);
      text.replaceChildren(...(renamed ? wordsOf(renamed) : []));
      ways.replaceChildren(...(renamed ? waysOf(renamed, moveCaptionsAlong) : []));
    },
  };
  return { commands: { moveCaptionsAlong }, receivers };
}

function wordsOf(renamed: RenamedView): (HTMLElement | string)[] {
  const { title, reason } = renamedText(renamed);
  return [element('strong', {}, title), ' ', reason];
}

function waysOf({ moves }: RenamedView, moveCaptionsAlong: () => void): HTMLElement[] {
  const move = button(
    moves === 1 ? l10n.t('Move its Caption Along') : l10n.t('Move Their Captions Along'),
    l10n.t('Write the new name into each row. All else in it stays, and one step of undo takes all back.'),
    'link',
    moveCaptionsAlong,
  );
  const closing = button(l10n.t('Close'), l10n.t('Do not say this again until other images are renamed'), 'link', () =>
    send({ type: 'closeRenamed' }),
  );
  return moves > 0 ? [move, closing] : [closing];
}
