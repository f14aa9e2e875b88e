/** The most that ten times as much may cost: a little more than ten times, as for sorting. */
export const tenfold = 13;

/**
 * Counts the characters of JSON that something reads, which do not depend on how fast the machine is as time does.
 * @returns how many there were
 */
export async function charactersParsed(work: () => unknown): Promise<number> {
  const { parse } = JSON;
  let characters = 0;
  JSON.parse = (text, reviver) => {
    characters += text.length;
    return parse(text, reviver) as unknown;
  };
  try {
    await work();
  } finally {
    JSON.parse = parse;
  }
  return characters;
}
