const words =
  'a an the this that these those and or but of in on at to by for from with without into onto over under near next ' +
  'between behind beside through up down out off is are was were be been being am has have had do does did it its ' +
  "he she his her him they them their there here as while who which what where when not no some 's 're 'll";

/** English words that are in most captions and say nothing of what an image shows. */
export const functionWords: ReadonlySet<string> = new Set(words.split(' '));
