import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeFileAtomically } from '../../dataset/files/atomicWrite';
import type { TrainingRecord } from '../../captioner/training/checkpoint';
import { makeFolder } from '../../dataset/files/makeFolder';

const columns = ['step', 'epoch', 'loss', 'validation_loss'];

/** The validations of a run as a CSV table, a row each, for pandas, R and spreadsheets. */
export class RecordTable {
  private constructor(
    private readonly file: string,
    private readonly rows: Map<string, string>[],
  ) {}

  /**
   * Takes up the table of a run, or begins one.
   * @param fromStep rows of later steps are forgotten: these steps are taken again
   */
  static async open(file: string, fromStep: number): Promise<RecordTable> {
    await makeFolder(path.dirname(file));
    const text = fromStep > 0 ? await readIfThere(file) : '';
    const [header = '', ...lines] = text.split('\n').filter((line) => line !== '');
    const names = header.split(',');
    const rows = lines.map((line) => new Map(line.split(',').map((value, at) => [names[at] ?? '', value])));
    return new RecordTable(
      file,
      rows.filter((row) => Number(row.get('step')) <= fromStep),
    );
  }

  /** Adds a row. A figure that earlier rows do not have becomes a column that is empty in them. */
  async add({ step, epoch, loss, validationLoss, figures }: TrainingRecord): Promise<void> {
    const values = [step, epoch, loss ?? '', validationLoss];
    const row = new Map(columns.map((name, at) => [name, String(values[at])]));
    for (const [name, value] of Object.entries(figures)) row.set(name.replaceAll(/[^\w.-]/g, '_'), String(value));
    this.rows.push(row);
    const names = [...new Set([...columns, ...this.rows.flatMap((one) => [...one.keys()])])];
    const lines = [names, ...this.rows.map((one) => names.map((name) => one.get(name) ?? ''))];
    await writeFileAtomically(this.file, Buffer.from(lines.map((line) => `${line.join(',')}\n`).join('')));
  }
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
