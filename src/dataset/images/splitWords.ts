const word = 'train(?:ing)?|validation|valid|dev|val|test(?:ing)?|eval(?:uation)?';
/** In the name of a file a sign has to follow, as it does before the ending. */
const inFile = new RegExp(`(?:^|[-._ 0-9])(?:${word})[-._ 0-9]`);
const inFolder = new RegExp(`(?:^|[-._ 0-9])(?:${word})(?:[-._ 0-9]|$)`);

/**
 * Whether Hugging Face's `datasets` (5.2.0) takes an image for one of a split by its name: it then loads only those. `photo-test-1.jpg`
 * and `val.jpg` are such names, `latest.jpg` and `TEST.jpg` are not.
 */
export function namesSplit(fileName: string): boolean {
  const file = fileName.slice(fileName.lastIndexOf('/') + 1);
  return inFile.test(file) || folderNamesSplit(fileName);
}

/** Whether it does so by the name of a folder that the image is in. */
export function folderNamesSplit(fileName: string): boolean {
  return fileName
    .split('/')
    .slice(0, -1)
    .some((folder) => inFolder.test(folder));
}
