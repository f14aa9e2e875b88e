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

/**
 * The first of some keys that is among others, whatever its capitals and the spaces around it; if none is, also with a remark behind it, as in
 * `Caption (EN)`.
 */
export function firstKey(keys: readonly string[], wanted: readonly string[]): string | undefined {
  return firstNamed(keys, wanted, (key) => key) ?? firstNamed(keys, wanted, (key) => key.replace(remark, ''));
}

/** In round or square brackets, at the end. */
const remark = /\s*(\([^()]*\)|\[[^[\]]*\])\s*$/;

function firstNamed(
  keys: readonly string[],
  wanted: readonly string[],
  nameOf: (key: string) => string,
): string | undefined {
  const names = keys.map((key) => nameOf(key).trim().toLowerCase());
  for (const name of wanted) {
    const at = names.indexOf(name);
    if (at >= 0) return keys[at];
  }
  return undefined;
}
