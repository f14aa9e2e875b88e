/** The English article that goes with the name of a thing. */
export function articleFor(name: string): 'a' | 'an' {
  return /^[aeiou]/i.test(name) ? 'an' : 'a';
}
