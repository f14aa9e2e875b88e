/** The keys and columns under which tools name images, the usual ones first. */
export const imageKeys: readonly string[] = [
  ...['file_name', 'filename', 'image', 'image_path', 'image_name', 'image_file', 'file', 'path', 'filepath', 'img'],
  ...['file name', 'image name', 'img_path', 'img_name', 'file_path', 'image_filename', 'photo', 'picture'],
  ...['image_id', 'id'],
];

/** The keys and columns under which tools have captions, the usual ones first. */
export const captionKeys: readonly string[] = [
  ...['text', 'caption', 'captions', 'description', 'comment', 'prompt', 'suffix', 'sentence', 'title', 'label'],
];

/** The first of some keys that is among others, whatever its capitals and the spaces around it. */
export function firstKey(keys: readonly string[], wanted: readonly string[]): string | undefined {
  for (const name of wanted) {
    const found = keys.find((key) => key.trim().toLowerCase() === name);
    if (found !== undefined) return found;
  }
  return undefined;
}
