/** Adds rows to a file as `showtell caption --out` does, without a captioner: FILE COUNT. */
import { RowFile } from '../../src/cli/captioning/rowFile';

async function main(): Promise<void> {
  const [file, count] = process.argv.slice(2);
  const rows = await RowFile.open(file);
  console.log('begun');
  for (let at = 0; at < Number(count); at++) {
    const fileName = `${at}.jpg`;
    const text = 'a dog runs over the grass '.repeat(20);
    const row = { fileName, text, suggestion: text, status: 'suggested', model: 'none', updated: '' } as const;
    if (!rows.has(fileName)) await rows.append(row);
  }
  await rows.close();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
