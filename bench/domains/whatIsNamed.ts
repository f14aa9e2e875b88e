/** What a caption has to name to be right about one thing of its picture: the kind of place, the colour. */
export type Named = (captions: readonly string[], fileName: string) => ReadonlySet<string>;

/** Kinds of places in satellite pictures, and how captions call them. */
const places: Readonly<Record<string, RegExp>> = {
  viaduct: /\b(?:viaducts?|overpass(?:es)?)\b/u,
  stadium: /\b(?:stadiums?|gymnasiums?|gyms?)\b/u,
  storagetanks: /\btanks?\b/u,
  square: /\bsquares?\b/u,
  playground: /\b(?:playgrounds?|football fields?)\b/u,
  river: /\brivers?\b/u,
  bridge: /\bbridges?\b/u,
  airport: /\b(?:airports?|runways?|planes?)\b/u,
  baseball: /\bbaseball\b/u,
  tennis: /\btennis\b/u,
  bareland: /\b(?:bareland|bare land)\b/u,
  factory: /\b(?:factory|factories|industrial)\b/u,
  residential: /\b(?:residential|houses)\b/u,
  parking: /\bparking\b/u,
  pond: /\b(?:ponds?|lakes?)\b/u,
  meadow: /\b(?:meadows?|grassland)\b/u,
  port: /\b(?:ports?|ships?|boats?)\b/u,
};

/**
 * The kind of place that the file's name tells, as those of some kinds do; else each that most of the picture's people name. A
 * caption names the kind if it names one of these.
 */
export const kindOfPlace: Named = (captions, fileName) => {
  const told = Object.keys(places).find((kind) => fileName.toLowerCase().startsWith(`${kind}_`));
  if (told !== undefined) return new Set([told]);
  const named = captions.map((caption) => placesIn(caption));
  return new Set(
    Object.keys(places).filter((kind) => 2 * named.filter((some) => some.has(kind)).length > captions.length),
  );
};

/** The kinds of places that a caption names. */
export function placesIn(caption: string): Set<string> {
  return new Set(
    Object.entries(places).flatMap(([kind, pattern]) => (pattern.test(caption.toLowerCase()) ? [kind] : [])),
  );
}

const colours =
  /(?<![\p{L}-])(?:black|white|blue|navy|grey|green|red|brown|yellow|pink|purple|silver|orange|gold|olive|bronze|beige|cream|maroon|khaki|tan)(?![\p{L}-])/gu;

/** The colours that a shop's title says, if it says one. */
export const colourOfArticle: Named = (captions) => coloursIn(captions[0]);

/** The colours that a caption says. */
export function coloursIn(caption: string): Set<string> {
  return new Set(caption.toLowerCase().match(colours) ?? []);
}
