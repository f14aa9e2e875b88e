/** What a value is between at least and at most. */
export type ActivationRange = readonly [least: number, most: number];

/** What feature maps are between, by the layer that they come out of ("block3/project"), and by `sumIn` for what is added to them. */
export type ActivationRanges = Readonly<Record<string, ActivationRange>>;

/** The name of the range of what a layer and a block's input are together. */
export function sumIn(layer: string): string {
  return `${layer}+`;
}
