/**
 * Signs that the scorers leave out, as pycocoevalcap does after its Penn Treebank tokeniser. Brackets have names there
 * ("-lrb-"), but in lower case they escape its list and stay; so they do here.
 */
const leftOut = new Set(["''", "'", '``', '`', '.', '?', '!', ',', ':', '-', '--', '...', ';', '"']);
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
    /'(?:s|m|d|re|ve|ll)(?![\p{L}\p{N}])/u,
    /(?:[\p{L}\p{N}_]|(?<=[\p{L}\p{N}])[-&/'’](?=[\p{L}\p{N}]))+/u, // words with what joins them
    /[^\s]/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);

/** A caption's words in lower case, contractions split ("man 's", "do n't"), punctuation left out. */
export function tokenise(caption: string): string[] {
  const tokens = caption.toLowerCase().replace(/[‘’]/gu, "'").match(tokenPattern) ?? [];
  return tokens
    .flatMap(splitContraction)
    .flatMap((token) => (leftOut.has(token) ? [] : [bracketNames[token] ?? token]));
}

function splitContraction(token: string): string[] {
  if (token === 'cannot') return ['can', 'not'];
  const match = /^(.+?)(n't|'(?:s|m|d|re|ve|ll))$/u.exec(token);
  return match ? [match[1], match[2]] : [token];
}
