import { colourChannels } from './colours';
import { headChannels } from './efficientNetLite';

/**
 * Channels of an annotation grid: those of the network's head come first and are all that a decoder, the classifier and the measure of
 * familiarity read; behind them are the colours, which evidence reads, too.
 */
export const gridChannels = headChannels + colourChannels;
