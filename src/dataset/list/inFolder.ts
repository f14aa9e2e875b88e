/** The folder of the dataset itself, where its own images are meant and not those of its subfolders. */
export const datasetFolder = '.';

/** Whether an image is in a folder or in one of its subfolders. @param key of the image, see `imageKey` */
export function isInFolder(key: string, folder: string): boolean {
  return folder === datasetFolder ? !key.includes('/') : key.startsWith(`${folder}/`);
}
