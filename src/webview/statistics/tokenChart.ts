import * as l10n from '@vscode/l10n';
import type { FilterView } from '../../extension/entries/listFilterMessages';
import type { StatisticsView } from '../../extension/statistics/statisticsMessages';
import { chart } from './chart';

/** Into how many bars the room up to the limit is cut. */
const bars = 4;

/** How many tokens the captions have, beside the limit; nothing where none are counted. */
export function tokenChart(
  { tokens, tokenLimit }: Pick<StatisticsView, 'tokens' | 'tokenLimit'>,
  show: (tokens: FilterView['tokens']) => void,
): HTMLElement[] {
  if (tokenLimit === undefined || tokens.length === 0) return [];
  const ends = Array.from({ length: bars }, (_, at) => Math.ceil((tokenLimit * (at + 1)) / bars));
  const ranges = [...new Set(ends)].map((to, at, all) => ({ from: at === 0 ? 1 : all[at - 1] + 1, to }));
  const countOf = (from: number, to: number): number =>
    tokens.reduce((sum, each) => (each.tokens >= from && each.tokens <= to ? sum + each.count : sum), 0);
  const title = l10n.t('Show these in the editor');
  const over = tokenLimit + 1;
  return [
    chart({
      title: l10n.t('Tokens of captions'),
      note: l10n.t('As the tokenizer counts that the settings name; {0} are the limit.', tokenLimit),
      head: [l10n.t('Tokens'), l10n.t('Captions')],
      className: 'tokens',
      bars: [
        ...ranges.map(({ from, to }) => ({
          name: l10n.t('{0} to {1}', from, to),
          count: countOf(from, to),
          title,
          action: () => show({ from, to }),
        })),
        {
          name: l10n.t('Over the limit'),
          count: countOf(over, Infinity),
          title,
          action: () => show({ from: over }),
        },
      ],
    }),
  ];
}
