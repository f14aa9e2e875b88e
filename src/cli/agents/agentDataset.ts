import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { DatasetFileError } from '../../dataset/document/file';
import { explainFileError } from '../../dataset/files/fileError';
import { isInside, resolveImagePath } from '../../dataset/images/filePath';
import { datasetText } from '../../dataset/import/importCaptions';
import { linkTarget } from '../../dataset/files/linkTarget';
import { DatasetIndex } from '../../dataset/list/datasetIndex';
import { fillIndex } from '../../dataset/list/fillIndex';
import { makeFolder } from '../../dataset/files/makeFolder';
import { datasetNameIn, usualName } from '../program/datasetPath';

/** Where models go that an agent made, in the dataset's folder. */
const modelsFolder = 'showtell-models';

/** The dataset that agents may look at: one file and the images in its folder, and nothing outside of that folder. */
export class AgentDataset {
  private constructor(
    /** Without symbolic links. */
    readonly folder: string,
    readonly file: string,
  ) {}

  /**
   * @param place a folder, or the JSONL file in it
   * @throws DatasetFileError if there is no such folder, several files could be meant, or the file lies elsewhere
   */
  static async open(place: string): Promise<AgentDataset> {
    const stats = await stat(place).catch((error: unknown) => {
      throw new DatasetFileError(`Cannot read ${place}: ${explainFileError(error)}.`, { cause: error });
    });
    const folder = await realpath(stats.isDirectory() ? place : path.dirname(place));
    const file = path.join(
      folder,
      stats.isDirectory() ? ((await datasetNameIn(folder)) ?? usualName) : path.basename(place),
    );
    const target = await linkTarget(file);
    if (!isInside(folder, target)) {
      throw new DatasetFileError(`${file} is a symbolic link out of its folder, to ${target}. Name the folder there.`);
    }
    return new AgentDataset(folder, file);
  }

  /** What the file holds by now: '' while there is none. @throws DatasetFileError if it cannot be read */
  text(): Promise<string> {
    return datasetText(this.file);
  }

  /** The images of the folder with their rows, as the editor lists them. */
  async index(signal: AbortSignal): Promise<DatasetIndex> {
    const lines = (await this.text()).replace(/^\uFEFF/u, '').split(/\r\n|\n|\r/);
    const index = new DatasetIndex({ lineCount: lines.length, lineAt: (line) => lines[line] ?? '' });
    await fillIndex(index, this.folder, () => undefined, signal);
    return index;
  }

  /** The file of an image. @throws Error if there is none of this name in the folder */
  imagePath(fileName: string): string {
    const resolved = resolveImagePath(this.folder, fileName);
    if ('problem' in resolved) throw new Error(`${fileName}: ${resolved.problem}`);
    return resolved.path;
  }

  /** Where a new model of this name goes; nothing is there yet. @throws Error if something is, or if it would be outside of the folder */
  async placeForModel(name: string): Promise<string> {
    const models = path.join(this.folder, modelsFolder);
    await makeFolder(models);
    const real = await realpath(models);
    if (!isInside(this.folder, real)) throw new Error(`${models} is a symbolic link out of the dataset's folder.`);
    const model = path.join(real, name);
    if ((await readdir(real)).includes(name)) throw new Error(`There is a model ${model}. Choose another name.`);
    return model;
  }
}
