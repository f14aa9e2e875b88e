import * as l10n from '@vscode/l10n';

/** The formats that are read, and those that are recognised only to say what they are. */
export type ReadableFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

/** Bytes that `recogniseImage` needs to see from the beginning of a file. */
export const headLength = 1024;

const readableFormats: readonly string[] = ['jpeg', 'png', 'webp', 'gif', 'avif'] satisfies ReadableFormat[];

/** Signatures at the beginning of files, in Latin-1. */
const signatures: readonly (readonly [pattern: RegExp, format: string])[] = [
  [/^\xff\xd8\xff/, 'jpeg'],
  [/^\x89PNG\r\n\x1a\n/, 'png'],
  [/^GIF8[79]a/, 'gif'],
  [/^RIFF[^]{4}WEBP/, 'webp'],
  [/^\xff\x0a|^\0\0\0\x0cJXL \r\n\x87\n/, 'JPEG XL'],
  [/^\0\0\0\x0cjP {2}|^\xff\x4f\xff\x51/, 'JPEG 2000'],
  [/^(II\*\0|MM\0\*|II\+\0|MM\0\+)/, 'TIFF'],
  [/^BM[^]{4}\0\0\0\0/, 'BMP'],
  [/^\0\0[\x01\x02]\0/, 'ICO'],
  [/^8BPS/, 'Photoshop'],
  [/^%PDF-/, 'PDF'],
  [/^PK\x03\x04/, 'ZIP'],
];

/**
 * What a file is by its first bytes, whatever its name says: the name of a format that can be read, or a reason why the
 * file cannot.
 * @param head the first `headLength` bytes, or all of a shorter file
 */
export function recogniseImage(head: Uint8Array): { format: ReadableFormat } | { reason: string } {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, headLength)).toString('latin1');
  if (text === '') return { reason: l10n.t('The file is empty.') };
  if (text.startsWith('version https://git-lfs.github.com/spec/v1')) {
    return { reason: l10n.t('This is a Git LFS pointer, not the image itself. Run "git lfs pull" to fetch it.') };
  }
  const format = signatures.find(([pattern]) => pattern.test(text))?.[1] ?? isoMediaFormat(text);
  if (format !== undefined) {
    if (isReadable(format)) return { format };
    return { reason: l10n.t('{0} images cannot be read. Convert it to PNG or JPEG.', format) };
  }
  if (/^(\xef\xbb\xbf)?\s*<(\?xml|!--|!DOCTYPE svg|svg)/i.test(text) && /<svg[\s>]/i.test(text)) {
    return { reason: l10n.t('SVG drawings cannot be read, as they may hold scripts. Convert it to PNG.') };
  }
  if (/^\0+$/.test(text))
    return { reason: l10n.t('The file holds only zeros: it was never completely written. Copy it again.') };
  if (!/[\0-\x08\x0e-\x1f]/.test(text)) return { reason: l10n.t('This is a text file, not an image.') };
  return { reason: l10n.t('This is not an image of a known format. JPEG, PNG, WebP, GIF and AVIF can be read.') };
}

function isReadable(format: string): format is ReadableFormat {
  return readableFormats.includes(format);
}

/** AVIF and HEIC share a container, ISO 14496-12: its brands say which of them it is. */
function isoMediaFormat(text: string): string | undefined {
  if (text.slice(4, 8) !== 'ftyp') return undefined;
  const boxLength = Buffer.from(text.slice(0, 4), 'latin1').readUInt32BE();
  const brands = text.slice(8, Math.min(boxLength, text.length)).match(/[^]{4}/g) ?? [];
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif';
  if (brands.some((brand) => /^(hei[cmsx]|hev[cmsx]|mif1|msf1)$/.test(brand))) return 'HEIC';
  return l10n.t('Video and other ISO media');
}
