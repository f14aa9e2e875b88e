import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { checkBundle } from '../../captioner/bundle/checkBundle';
import { bundleDescriptionSchema, descriptionFile } from '../../captioner/bundle/description';
import { writeFileAtomically } from '../../dataset/atomicWrite';
import { reportFile, reportText, type SavedReport } from '../../engine/fineTuneProtocol';
import { readReport, type ReportPages } from '../fineTune/reportPage';
import type { Model, ModelLibrary } from '../models/modelLibrary';

/** What can be done with models beside choosing one. Each names what is wrong, and leaves everything as it was then. */
export class ModelActions {
  constructor(
    private readonly models: ModelLibrary,
    private readonly reports: ReportPages,
  ) {}

  /** Whether a model is one of those in the extension's own storage, which may be renamed and deleted. */
  isOwn({ directory }: Pick<Model, 'directory'>): boolean {
    return path.dirname(directory) === this.models.ownFolder;
  }

  /** @throws Error if the name is blank or the model is not one of one's own */
  async rename(directory: string, name: string): Promise<void> {
    if (name.trim() === '') throw new Error(vscode.l10n.t('A model needs a name.'));
    this.assertOwn(directory);
    const file = path.join(directory, descriptionFile);
    const description = bundleDescriptionSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    const renamed = { ...description, name: name.trim() };
    await writeFileAtomically(file, Buffer.from(`${JSON.stringify(renamed, undefined, 1)}\n`));
    this.models.renamed();
  }

  /**
   * Copies a model into a folder, for others: of its report the figures, but no image, caption or path of the dataset.
   * @returns where it is then
   * @throws Error if something of its name is there
   */
  async exportTo(directory: string, folder: string): Promise<string> {
    return copyWhole(directory, path.join(folder, path.basename(directory)), async (copy) => {
      const report = await readReport(copy).catch(() => undefined);
      // One that cannot be read may tell anything.
      if (!report) return rm(path.join(copy, reportFile), { force: true });
      const { datasetPath, ...figures } = report;
      const shared: SavedReport = { ...figures, datasetPath: path.basename(datasetPath), examples: [] };
      await writeFile(path.join(copy, reportFile), reportText(shared));
    });
  }

  /** Copies a model that somebody exported into the library. @throws BundleError if it is none, or damaged */
  async importFrom(directory: string): Promise<string> {
    const { id } = await checkBundle(directory);
    return copyWhole(directory, path.join(this.models.ownFolder, id));
  }

  /** Moves a model to the trash where there is one. @throws Error if it is in use or not one's own */
  async remove(directory: string): Promise<void> {
    this.assertOwn(directory);
    if (this.models.chosenDirectory === directory)
      throw new Error(vscode.l10n.t('This model suggests captions now. Choose another one first.'));
    const uri = vscode.Uri.file(directory);
    try {
      await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: true });
    } catch {
      // Remote hosts and many servers have no trash.
      await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: false });
    }
  }

  async showReport({ directory, description }: Model): Promise<void> {
    await this.reports.show(directory, description.name);
  }

  private assertOwn(directory: string): void {
    if (!this.isOwn({ directory }))
      throw new Error(vscode.l10n.t('Only models that were fine-tuned or imported here can be changed.'));
  }
}

/** Bytes of all files in a folder, and below. */
export async function diskUse(directory: string): Promise<number> {
  const files = (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(file.parentPath, file.name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A number of bytes in words: "23.4 MB". */
export function sizeText(bytes: number): string {
  return vscode.l10n.t('{0} MB', (bytes / 1e6).toFixed(1));
}

/** Copies a folder so that it is there whole or not at all. */
async function copyWhole(
  from: string,
  to: string,
  change: (copy: string) => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  if (await exists(to))
    throw new Error(vscode.l10n.t('{0} exists already. Models are never written over: choose another folder.', to));
  const temporary = `${to}.tmp`;
  try {
    await mkdir(path.dirname(to), { recursive: true });
    await cp(from, temporary, { recursive: true });
    await change(temporary);
    await rename(temporary, to);
    return to;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
