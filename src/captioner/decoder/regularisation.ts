/** What training adds to the plain likelihood. All zero (and no dropout source) when validating. */
export interface Regularisation {
  labelSmoothing: number;
  /** Weight of the doubly stochastic term (Xu et al. 2015, eq. 14): a caption is to look at every place once. */
  lookEverywhere: number;
  dropout: { embedding: number; annotation: number; output: number };
}

export const noRegularisation: Regularisation = {
  labelSmoothing: 0,
  lookEverywhere: 0,
  dropout: { embedding: 0, annotation: 0, output: 0 },
};
