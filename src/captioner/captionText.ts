import type { SearchNode } from './beamSearch/beams';
import { articleFor } from './objects/articles';
import type { Vocabulary } from './vocabulary/vocabulary';

/** A word of a caption that was found, with the nodes that it is made of. */
export interface FoundWord {
  text: string;
  nodes: readonly SearchNode[];
}

/** Whether a word is the name of an object that is seen, which the decoder does not know. */
export function isName({ nodes }: FoundWord): boolean {
  return nodes.some(({ named }) => named);
}

/** The words of a caption; where an object is named, its name in place of what stands in for it, and the article that goes with it. */
export function wordsOf(nodes: readonly SearchNode[], vocabulary: Vocabulary): FoundWord[] {
  const words = vocabulary.groupIntoWords(nodes.map(({ piece }) => piece)).map(({ text, pieces }): FoundWord => {
    const own = pieces.map((at) => nodes[at]);
    return { text: own.find(({ named }) => named)?.named?.text ?? text, nodes: own };
  });
  return words.map((word, at) => {
    const next = words.at(at + 1);
    if (!next || !isName(next) || !/^an?$/i.test(word.text)) return word;
    const article = articleFor(next.text);
    return { ...word, text: word.text.startsWith('A') ? `A${article.slice(1)}` : article };
  });
}

/** A caption that was found, as people read it. */
export function captionText(nodes: readonly SearchNode[], vocabulary: Vocabulary): string {
  if (nodes.some(({ named }) => named))
    return wordsOf(nodes, vocabulary)
      .map(({ text }) => text)
      .join(' ');
  return vocabulary.decode(nodes.map(({ piece }) => piece));
}
