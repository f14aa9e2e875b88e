import * as l10n from '@vscode/l10n';
import { differenceAt } from '../../extension/entries/addressMessages';

/** A few words that stand at an image, and what they mean. */
export interface PictureNote {
  words: string;
  meaning: string;
}

/** What has to be said of an image that other programs show otherwise; nothing where the difference is a mere fault of theirs. */
export function pictureNote(uri: string): PictureNote | undefined {
  switch (differenceAt(uri)) {
    case 'animation':
      return {
        words: l10n.t('first frame of an animation'),
        meaning: l10n.t('The captioner sees no more of an animation than its first frame, so that is what is shown.'),
      };
    case 'besideAnimation':
      return {
        words: l10n.t('the picture beside an animation'),
        meaning: l10n.t(
          'This file has an animation and a picture for programs that show none. The captioner sees that picture, so that is what is shown.',
        ),
      };
    case 'colours':
      return {
        words: l10n.t('colours as stored'),
        meaning: l10n.t(
          'The file says that its colours mean others than those of sRGB. The captioner sees them as they are stored, so that is what is shown.',
        ),
      };
    case 'turned':
    case 'cropped':
    case undefined:
      return undefined;
  }
}

/** Where the captioner's picture is not to be had. */
export function otherwiseNote(): PictureNote {
  return {
    words: l10n.t('the captioner sees this otherwise'),
    meaning: l10n.t(
      'This is how the browser shows the file. The captioner sees it otherwise, and its picture is not to be had now.',
    ),
  };
}
