import { pillowDifferences, type PillowDifference } from '../../engine/images/pillowDifferences';
import type { Finding } from './finding';

/** Names that are given of those that a note is about. */
const mostNames = 3;

const explanations: Readonly<Record<PillowDifference, { images: string; seen: string }>> = {
  turned: {
    images: 'that say how they are to be turned (EXIF orientation, or what AVIF has for it)',
    seen: 'Image.open leaves them as they lie; ImageOps.exif_transpose turns them',
  },
  cropped: { images: 'of which a part is to be shown (clean aperture of AVIF)', seen: 'Image.open shows them whole' },
  inks: { images: 'in four inks (CMYK)', seen: 'convert("RGB") gives other colours; save them as sRGB' },
  profile: {
    images: 'with the colours of a profile that is not sRGB',
    seen: 'convert("RGB") leaves the profile out; save them as sRGB, or convert them with ImageCms',
  },
  grey16: {
    images: 'in grey of 16 bits',
    seen: 'convert("RGB") makes nearly all of them white; save them with 8 bits',
  },
  transparent: {
    images: 'with transparent parts, which are white here',
    seen: 'convert("RGB") shows what is stored beneath, often black; save them over white',
  },
};

/** Gathers how Pillow sees the images of a dataset otherwise: a note for each kind, not for each image. */
export class PillowNotes {
  private readonly names = new Map<PillowDifference, string[]>();

  add(fileName: string, differences: readonly PillowDifference[]): void {
    for (const difference of differences) {
      const names = this.names.get(difference) ?? [];
      names.push(fileName);
      this.names.set(difference, names);
    }
  }

  get notes(): Finding[] {
    return pillowDifferences.flatMap((difference) => {
      const names = this.names.get(difference);
      return names ? [{ reason: explain(names, explanations[difference]) }] : [];
    });
  }
}

function explain(names: readonly string[], { images, seen }: { images: string; seen: string }): string {
  const some = `${names.length > mostNames ? 'such as ' : ''}${names.slice(0, mostNames).join(', ')}`;
  const counted = names.length === 1 ? '1 image' : `${names.length} images`;
  return `Trainers that load with Pillow see ${counted} ${images} otherwise than the captioner (${some}): ${seen}.`;
}
