/** One import or one export in a process of its own, so that its memory can be told; prints seconds and MB as JSON. */
import path from 'node:path';
import { exportDataset } from '../../src/dataset/export/exportDataset';
import { exportFormats, type ExportFormatName } from '../../src/dataset/export/exportFormats';
import { FileLines } from '../../src/dataset/document/fileLines';
import { datasetText, importInto } from '../../src/dataset/import/importCaptions';
import { recogniseFormat } from '../../src/dataset/import/recogniseFormat';

const [kind, format, dataset, file] = process.argv.slice(2);

async function exportIt(): Promise<void> {
  const name = (Object.keys(exportFormats) as ExportFormatName[]).find((one) => one === format);
  if (name === undefined) throw new Error(`There is no format ${format}.`);
  const lines = await FileLines.open(dataset);
  await exportDataset({
    ...{ dataset, lines, format: name, out: file, placement: 'reference' },
    ...{ withUndecided: false, withExcluded: false },
  });
  await lines.close();
}

async function importIt(): Promise<void> {
  const found = await recogniseFormat(file);
  if (!found) throw new Error(`The format of ${file} is not recognised.`);
  await importInto({
    ...{ from: file, format: found, dataset, before: await datasetText(dataset), overwrite: false },
    ...{ asSuggestions: false, model: path.basename(file), now: new Date().toISOString(), mostTold: 20 },
  });
}

async function main(): Promise<void> {
  const before = process.cpuUsage();
  if (kind === 'export') await exportIt();
  if (kind === 'import') await importIt();
  const { user, system } = process.cpuUsage(before);
  const starting = (before.user + before.system) / 1e6;
  const mb = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ starting, seconds: (user + system) / 1e6, mb }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
