import { scanFolder } from '../images/folder';
import { sidecarName } from './sidecars';

/**
 * The images of a folder without a file of their own that sd-scripts gives that of another: it leaves the last four parts between
 * underscores away, so that `my_pic_of_a_dog.jpg` takes `my.txt`.
 * @param sidecars the files with captions, relative to the folder
 */
export async function borrowedCaptions(
  folder: string,
  sidecars: ReadonlySet<string>,
  extension: string | undefined,
): Promise<string[]> {
  const { images } = await scanFolder(folder);
  return images
    .map(({ fileName }) => fileName)
    .filter((fileName) => {
      const own = sidecarName(fileName, { extension });
      if (sidecars.has(own)) return false;
      const parts = sidecarName(fileName, { extension: '' }).split('_');
      return parts.length >= 5 && sidecars.has(`${parts.slice(0, -4).join('_')}${extension ?? '.txt'}`);
    });
}
