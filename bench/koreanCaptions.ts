/** Korean captions of our own making: a rule that turns an English caption into a plain Korean sentence of who, where and what. */
const whos = new Map([
  ['dogs', '개들이'],
  ['dog', '개가'],
  ['puppy', '강아지가'],
  ['women', '여자들이'],
  ['woman', '여자가'],
  ['men', '남자들이'],
  ['man', '남자가'],
  ['boys', '소년들이'],
  ['boy', '소년이'],
  ['girls', '소녀들이'],
  ['girl', '소녀가'],
  ['children', '아이들이'],
  ['kids', '아이들이'],
  ['child', '아이가'],
  ['baby', '아기가'],
  ['people', '사람들이'],
  ['person', '사람이'],
  ['players', '선수들이'],
  ['player', '선수가'],
  ['rider', '사람이'],
  ['group', '사람들이'],
]);
const colours = new Map([
  ['black', '검은'],
  ['brown', '갈색'],
  ['white', '흰'],
  ['tan', '갈색'],
  ['little', '어린'],
  ['young', '젊은'],
  ['two', '두'],
  ['three', '세'],
]);
const wheres: readonly (readonly [RegExp, string])[] = [
  [/^(grass|grassy|field|lawn|yard)$/, '풀밭에서'],
  [/^(water|pool|ocean|lake|river|wave|waves|surf)$/, '물에서'],
  [/^(beach|sand|shore)$/, '해변에서'],
  [/^(snow|snowy|ice)$/, '눈밭에서'],
  [/^(street|road|sidewalk|city)$/, '거리에서'],
  [/^(rock|rocks|cliff|mountain|hill)$/, '바위에서'],
  [/^(park|playground)$/, '공원에서'],
  [/^(wall|building|room|stairs)$/, '건물에서'],
];
const whats: readonly (readonly [RegExp, string])[] = [
  [/^run/, '달린다'],
  [/^(jump|leap)/, '뛰어오른다'],
  [/^play/, '논다'],
  [/^swim/, '헤엄친다'],
  [/^climb/, '오른다'],
  [/^(rid|bik|skat|surf|ski)/, '탄다'],
  [/^walk/, '걷는다'],
  [/^sit/, '앉아 있다'],
  [/^stand/, '서 있다'],
  [/^(smil|laugh)/, '웃는다'],
  [/^(hold|carr)/, '들고 있다'],
  [/^(look|watch)/, '바라본다'],
];

/** "A black dog runs through the grass" becomes "검은 개가 풀밭에서 달린다". */
export function toKorean(english: string): string {
  const words = english.toLowerCase().match(/\p{L}+/gu) ?? [];
  const at = words.findIndex((word) => whos.has(word));
  const who = whos.get(words[at]) ?? '무언가가';
  const colour = at > 0 ? colours.get(words[at - 1]) : undefined;
  const where = words.map((word) => wheres.find(([pattern]) => pattern.test(word))?.[1]).find((one) => one);
  const what = words
    .slice(at + 1)
    .map((word) => whats.find(([pattern]) => pattern.test(word))?.[1])
    .find((one) => one);
  return [colour, who, where, what ?? '있다'].filter((part) => part !== undefined).join(' ');
}

/** Whether a caption has no letter of another script, and nothing that stands for an unknown one. */
export function isKorean(caption: string): boolean {
  return caption !== '' && /^[\p{Script=Hangul}\s\p{P}]+$/u.test(caption);
}
