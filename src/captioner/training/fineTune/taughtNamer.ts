import type { OpenBundle } from '../../bundle/openBundle';
import { learnNaming, type NamingLesson } from '../../objects/learnNaming';
import { ObjectNamer, type NamingModel } from '../../objects/objectNamer';

/**
 * The base model's names of objects, with what the person's captions tell of which are used: what is seen again and again and never
 * named is left. Its classifier is the base model's.
 * @throws the signal's reason if it is aborted
 */
export async function taughtNamer(
  { namer, calibrator }: Pick<OpenBundle, 'namer' | 'calibrator'>,
  model: Omit<NamingModel, 'calibrator'>,
  lesson: NamingLesson,
): Promise<ObjectNamer | undefined> {
  if (!namer) return undefined;
  const table = await learnNaming(namer.table, namer.classifier, lesson);
  return new ObjectNamer(table, namer.classifier, { ...model, calibrator });
}
