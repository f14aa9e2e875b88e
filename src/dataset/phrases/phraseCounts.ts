import { wordEnds } from '../text/words';

/** Words of a phrase, at least and at most; an opening may be one word. */
const fewestWords = 2;
const mostWords = 4;
/** A phrase that so few captions have is none yet. */
const fewestCaptions = 3;
/** Those of fewer letters are typed as quickly as their key, which is held with two others: “in a”. */
const fewestLetters = 4;
/** Of a longer caption the beginning is looked at: a text of thousands of words would take seconds, and be nobody's phrases. */
const mostLetters = 4_000;
/** So many of the best are compared with each other. */
const mostCompared = 300;
/** A newcomer takes a key from another phrase only if it saves so many times more letters. */
const clearly = 2;

/** How often the openings and phrases of captions are used, and which of them are worth a key. */
export class PhraseCounts {
  private readonly captions = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  /** A caption became another. @param text undefined for one that does not count any more @returns whether it is another one */
  set(key: string, text: string | undefined): boolean {
    const before = this.captions.get(key);
    if (before === text) return false;
    if (before !== undefined) for (const phrase of phrasesOf(before)) this.add(phrase, -1);
    if (text === undefined) this.captions.delete(key);
    else this.captions.set(key, text);
    if (text !== undefined) for (const phrase of phrasesOf(text)) this.add(phrase, 1);
    return true;
  }

  /**
   * The phrases that save the most letters.
   * @param most how many
   * @param current those that have a key: each keeps its place as long as it is used, so that fingers can learn it
   */
  best(most: number, current: readonly string[] = []): string[] {
    const chosen = current.filter((phrase) => this.countOf(phrase) >= fewestCaptions).slice(0, most);
    const compared = [...this.counts]
      .filter(([phrase, count]) => count >= fewestCaptions && !chosen.includes(phrase))
      .map(([phrase]) => phrase)
      .sort((one, other) => this.saved(other, []) - this.saved(one, []))
      .slice(0, mostCompared);
    for (;;) {
      const [phrase, saved] = this.bestBeside(chosen, compared);
      if (phrase === undefined) return chosen;
      if (chosen.length < most) {
        chosen.push(phrase);
        continue;
      }
      const worth = chosen.map((one) => this.saved(one, []));
      const least = worth.indexOf(Math.min(...worth));
      if (least < 0 || saved < clearly * worth[least]) return chosen;
      chosen[least] = phrase;
    }
  }

  private bestBeside(chosen: readonly string[], compared: readonly string[]): [string | undefined, number] {
    let best: [string | undefined, number] = [undefined, 0];
    for (const phrase of compared) {
      const saved = chosen.includes(phrase) ? 0 : this.saved(phrase, chosen);
      if (saved > best[1]) best = [phrase, saved];
    }
    return best;
  }

  /** How many letters a key for this phrase saves that keys for the others do not save already. */
  private saved(phrase: string, others: readonly string[]): number {
    let count = this.countOf(phrase);
    let letters = phrase.length - 1;
    for (const other of others) {
      if (hasPhrase(other, phrase)) count -= this.countOf(other);
      else if (hasPhrase(phrase, other)) letters = Math.min(letters, phrase.length - other.length - 1);
    }
    return count < fewestCaptions ? 0 : count * letters;
  }

  private countOf(phrase: string): number {
    return this.counts.get(phrase) ?? 0;
  }

  private add(phrase: string, by: number): void {
    const count = this.countOf(phrase) + by;
    if (count === 0) this.counts.delete(phrase);
    else this.counts.set(phrase, count);
  }
}

function hasPhrase(longer: string, phrase: string): boolean {
  return ` ${longer} `.includes(` ${phrase} `);
}

/** The first words of a caption, and the words of it that stand together; each once, and none that ends with a sign. */
function phrasesOf(caption: string): Set<string> {
  const whole = caption.trim();
  const text = whole.slice(0, mostLetters);
  const ends = wordEnds(text);
  // It may be cut.
  if (text.length < whole.length) ends.pop();
  const starts = ends.map((_, at) => (at === 0 ? 0 : startBehind(text, ends[at - 1])));
  const phrases = new Set<string>();
  for (const [first, start] of starts.entries())
    for (let words = first === 0 ? 1 : fewestWords; words <= mostWords && first + words <= ends.length; words++) {
      const phrase = text.slice(start, ends[first + words - 1]);
      if (hasEnoughLetters(phrase) && endsInWord.test(phrase)) phrases.add(phrase);
    }
  return phrases;
}

const endsInWord = /[\p{L}\p{M}\p{N}]$/u;
const sign = /[^\p{L}\p{M}\p{N}]/gu;

function hasEnoughLetters(phrase: string): boolean {
  return phrase.replace(sign, '').length >= fewestLetters;
}

function startBehind(text: string, end: number): number {
  return end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0);
}
