import { JSDOM } from 'jsdom';
import { describe, it } from 'mocha';
import type { SavedReport } from '../../../src/engine/protocol/fineTuneProtocol';
import { reportOn } from '../../craftedModel';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';
import { assertGolden } from '../../harness/golden';
import { reportMaker } from '../harness/madeReport';
import { pageText } from '../harness/pageText';

type Estimate = SavedReport['before']['bleu4'];
const exact = (value: number): Estimate => ({ value, interval: [value - 0.01, value + 0.01] });
const unsure = (value: number): Estimate => ({ value, interval: null });

const notBetter = reportOn('/pictures', { id: 'base', name: 'The model <before>' });
const { change } = notBetter;
const reading = { distinct: 5, right: 0.31, mostSaid: [] };
/** What differs from a report that says that nothing was gained. */
const reports: Record<string, Partial<SavedReport>> = {
  'nothing was gained': {},
  'it is in use already': {},
  'there is too little to tell': {
    change: { bleu4: unsure(0), ciderD: unsure(0), correcting: unsure(0), completing: unsure(0) },
  },
  'it is probably better, as typing takes less': {
    verdict: 'probablyBetter',
    change: { ...change, completing: exact(-1.25) },
  },
  'it is probably better, by the words that it expects': {
    verdict: 'probablyBetter',
    change: { ...change, completing: exact(0.5) },
  },
  'it is surely better, in typing and in what it says': {
    verdict: 'better',
    change: { ...change, ciderD: exact(0.1), completing: exact(-3.44) },
  },
  'it is surely better, in typing alone': { verdict: 'better', change: { ...change, completing: exact(-3.44) } },
  'it is surely better, in corrections': {
    verdict: 'better',
    change: { ...change, correcting: exact(-2.5), completing: exact(0.5) },
  },
  'it is surely better, in what it says': {
    verdict: 'better',
    change: { ...change, ciderD: exact(0.2), completing: exact(0.5) },
  },
  'much is to be said': {
    ...{ completedImages: 4, cut: 2, newWords: 3, spaceless: true },
    terms: [
      ['dog', 'terrier'],
      ['<b>', 'bold'],
    ],
    reading: {
      before: reading,
      after: { distinct: 3, right: 0.426, mostSaid: [{ caption: 'a dog', times: 4 }] },
      people: 8,
    },
    curves: notBetter.curves.map((curve) => ({ ...curve, replay: false })),
  },
  'it came from elsewhere': { examples: [], newWords: 0, newWordsNamed: [] },
};

describe('The report of a fine-tune', () => {
  const folder = useTemporaryFolder();

  it('says whether to use the new model, why, and what it was measured by', async () => {
    const make = await reportMaker(folder.path);
    const webview = { cspSource: 'vscode:', asWebviewUri: (file: string) => file };
    const texts = Object.entries(reports).map(([what, differing]) => {
      const report = { ...notBetter, ...differing };
      const inUse = what === 'it is in use already';
      const html = make(webview, { name: 'Drawings & more', report, inUse, assets: '/assets' });
      return `--- ${what} ---\n${pageText(new JSDOM(html).window.document.body)}`;
    });
    assertGolden('fine-tune-report', texts.join('\n'));
  });
});
