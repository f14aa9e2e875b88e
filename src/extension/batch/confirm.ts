import * as z from 'zod';
import { agreedTo, type Question } from '../base/notifications';

/** What a keybinding may say of a command: `"args": { "confirm": false }`. */
const argumentsSchema = z.object({ confirm: z.boolean() });

/**
 * Asks before many captions are changed.
 * @param args of the command; with `confirm: false` nothing is asked
 * @param question whose detail has the number of images
 * @returns whether it is to be done
 */
export async function confirmed(args: unknown, question: Question): Promise<boolean> {
  return argumentsSchema.safeParse(args).data?.confirm === false || (await agreedTo(question));
}
