/** A piece that may come next, and how likely a caption is with it, in nats. */
export interface LikelyPiece {
  piece: number;
  logProbability: number;
}

/** What of each piece is looked at. */
export interface PieceWorth {
  /** Of each piece by itself, in nats [vocabulary]. */
  said: Float32Array;
  /** Of the caption before it, in nats. */
  before: number;
  /** Nats that are taken from some pieces, all below 0. */
  withheld?: ReadonlyMap<number, number>;
}

/** So many are found by going through the vocabulary once; rules for words seldom forbid more. */
const atATime = 16;

/**
 * The pieces that make a caption likelier than something, the likeliest first, of equally likely ones in their order. Whoever asks
 * ends when they have enough: so rules for words are asked about the few pieces that could come next, where in the vocabulary's order
 * they would be asked about each one that is likelier than those before it.
 */
export function* fromLikeliest(worth: PieceWorth, above: number): Generator<LikelyPiece, void, void> {
  let last: LikelyPiece | undefined;
  for (;;) {
    const found = likeliest(worth, above, last);
    yield* found;
    if (found.length < atATime) return;
    last = found[found.length - 1];
  }
}

/** Those that come next after one that was found. */
function likeliest({ said, before, withheld }: PieceWorth, above: number, after?: LikelyPiece): LikelyPiece[] {
  // As numbers: most are soon pushed out by likelier ones.
  const pieces: number[] = [];
  const logProbabilities: number[] = [];
  let least = above;
  for (let piece = 0; piece < said.length; piece++) {
    // Nearly all of the vocabulary ends here, at every step of every caption.
    if (!(before + said[piece] > least)) continue;
    const logProbability = before + Math.fround(said[piece] + (withheld?.get(piece) ?? 0));
    if (!(logProbability > least) || (after && !follows(piece, logProbability, after))) continue;
    let at = Math.min(pieces.length, atATime - 1);
    for (; at > 0 && logProbabilities[at - 1] < logProbability; at--) {
      pieces[at] = pieces[at - 1];
      logProbabilities[at] = logProbabilities[at - 1];
    }
    pieces[at] = piece;
    logProbabilities[at] = logProbability;
    if (pieces.length === atATime) least = logProbabilities[atATime - 1];
  }
  return pieces.map((piece, at) => ({ piece, logProbability: logProbabilities[at] }));
}

function follows(piece: number, logProbability: number, after: LikelyPiece): boolean {
  return logProbability < after.logProbability || (logProbability === after.logProbability && piece > after.piece);
}
