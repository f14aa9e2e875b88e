import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Entry } from '../../dataset/list/entry';
import { textOfDecided } from '../../dataset/list/decidedText';
import { PhraseCounts } from '../../dataset/phrases/phraseCounts';
import { settingOf } from '../base/setting';
import { Soon } from '../base/soon';
import type { SessionContext } from '../session/sessionContext';

/** As many as there are keys. */
const mostPhrases = 9;
/** Of a larger dataset, those that were decided last tell how it is captioned. */
const mostCaptions = 3_000;

const phrasesSchema = z.array(z.string());
const ofSettings = { name: 'showtell.phrases', schema: phrasesSchema, otherwise: [] };

/** What it needs of an editor. */
type PhraseContext = Pick<SessionContext, 'captions' | 'kept' | 'onDidChangeEntries'>;

/** The phrases of a dataset that have a key: those of the setting, then those that its decided captions use most. */
export class QuickPhrases implements vscode.Disposable {
  private readonly counts = new PhraseCounts();
  private readonly changed = new Set<Entry>();
  private isCounted = false;
  /** What was told last, as one text. */
  private told: string | undefined;
  private readonly soon = new Soon(() => this.countChanged() && this.tell());
  private readonly subscriptions: readonly vscode.Disposable[];

  /** @param onPhrases is told them once they were asked for, and whenever they change */
  constructor(
    private readonly context: PhraseContext,
    private readonly onPhrases: (phrases: string[]) => void,
  ) {
    const { uri } = context.captions.document;
    this.subscriptions = [
      this.soon,
      context.onDidChangeEntries(({ added, removed, changed }) => {
        if (!this.isCounted) return;
        for (const entries of [added, removed, changed]) for (const entry of entries) this.changed.add(entry);
        this.soon.ask();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('showtell.phrases', uri) && this.isCounted) this.tell();
      }),
    ];
  }

  /** Counts the captions if that was not done yet, and tells the phrases. */
  ask(): void {
    if (!this.isCounted) this.countAll();
    this.countChanged();
    this.told = undefined;
    this.tell();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private countAll(): void {
    this.isCounted = true;
    const decided: { entry: Entry; text: string; updated: string }[] = [];
    for (const entry of this.context.captions.index.entries) {
      const text = textOfDecided(entry);
      if (text !== undefined) decided.push({ entry, text, updated: entry.row?.updated ?? '' });
    }
    if (decided.length > mostCaptions) decided.sort((one, other) => (one.updated < other.updated ? -1 : 1));
    for (const { entry, text } of decided.slice(-mostCaptions)) this.counts.set(entry.key, text);
  }

  /** @returns whether captions became others: entries change with each letter that is typed, too */
  private countChanged(): boolean {
    const { index } = this.context.captions;
    let isOther = false;
    for (const entry of this.changed) {
      const isListed = index.findAgain(entry.key) === entry;
      isOther = this.counts.set(entry.key, isListed ? textOfDecided(entry) : undefined) || isOther;
    }
    this.changed.clear();
    return isOther;
  }

  private tell(): void {
    const own = this.ofSetting();
    const used = this.counts.best(mostPhrases, this.kept).filter((phrase) => !own.includes(phrase));
    const phrases = [...own, ...used].slice(0, mostPhrases);
    const told = JSON.stringify(phrases);
    if (told === this.told) return;
    this.told = told;
    void this.context.kept.update(this.keptKey, used);
    this.onPhrases(phrases);
  }

  private get keptKey(): string {
    return `phrases ${this.context.captions.document.uri.toString()}`;
  }

  /** Those that had a key last: they keep it. */
  private get kept(): string[] {
    const kept = phrasesSchema.safeParse(this.context.kept.get(this.keptKey));
    return kept.success ? kept.data : [];
  }

  private ofSetting(): string[] {
    const { uri } = this.context.captions.document;
    const texts = settingOf(ofSettings, uri).map((phrase) => phrase.replace(/\s+/gu, ' ').trim());
    return [...new Set(texts.filter((text) => text !== ''))];
  }
}
