/**
 * The seed of all tests of properties: imported by every file that has one. The same cases in every run; a run of one's
 * own, or the one that found something: `FAST_CHECK_SEED=$RANDOM npm test`. A fault that was found stays as an example.
 */
import fc from 'fast-check';

const seed = Number(process.env.FAST_CHECK_SEED ?? 20251124);
if (!Number.isInteger(seed)) throw new Error('FAST_CHECK_SEED has to be a whole number.');
// As long as a test allows: fast-check's own lists have a dozen members at most, however many are allowed.
fc.configureGlobal({ seed, defaultSizeToMaxWhenMaxSpecified: true });
console.log(`Tests of properties have the seed ${seed}; FAST_CHECK_SEED gives another.`);
