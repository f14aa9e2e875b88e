import { cutLetters } from '../../dataset/text/words';

/**
 * Signs that the scorers leave out, as pycocoevalcap does after its Penn Treebank tokeniser. Brackets have names there
 * ("-lrb-"), but in lower case they escape its list and stay; so they do here.
 */
const leftOut = new Set(["'", '`', '.', '?', '!', ',', ':', '-', '--', '...', ';', '"']);
/** The signs of other scripts, which its list does not know. */
const foreignSign = /^(?:(?!\p{ASCII})\p{P})+$/u;
const bracketNames: Readonly<Record<string, string>> = {
  '(': '-lrb-',
  ')': '-rrb-',
  '[': '-lsb-',
  ']': '-rsb-',
  '{': '-lcb-',
  '}': '-rcb-',
};

const tokenPattern = new RegExp(
  [
    /\.{3}|--+/u, // ellipsis and dash
    /\p{N}+(?:st|nd|rd|th|s)\b/u,
    /[#$£€]|\p{N}+(?:[.,:/]\p{N}+)+|\.\p{N}+/u, // money, times, decimals
    /(?:\p{L}\.){2,}/u, // U.S., a.m.
    /\b(?:mr|mrs|ms|dr|st|jr|sr|vs|mt|ft|no)\.(?=\s)/u,
    /'(?:s|m|d|re|ve|ll)(?![\p{L}\p{M}\p{N}])/u,
    /(?:[\p{L}\p{M}\p{N}_\u200c\u200d]|(?<=[\p{L}\p{M}\p{N}])[-&/'’](?=[\p{L}\p{N}]))+/u, // words with what joins them
    /[^\s]/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);

/**
 * A caption's words in lower case, contractions split ("man 's", "do n't"), punctuation left out: those of pycocoevalcap. Where
 * a script puts no space between words, they are those of `Intl.Segmenter`; pycocoevalcap would take a clause for one word.
 */
export function tokenise(caption: string): string[] {
  const tokens = caption.toLowerCase().replace(/[‘’]/gu, "'").match(tokenPattern) ?? [];
  return tokens
    .flatMap(splitContraction)
    .flatMap(cutLetters)
    .flatMap((token) => (leftOut.has(token) || foreignSign.test(token) ? [] : [bracketNames[token] ?? token]));
}

function splitContraction(token: string): string[] {
  if (token === 'cannot') return ['can', 'not'];
  const match = /^(.+?)(n't|'(?:s|m|d|re|ve|ll))$/u.exec(token);
  return match ? [match[1], match[2]] : [token];
}
