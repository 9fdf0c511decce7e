// Medians, and how sure they are.

/** @param {number[]} values */
export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

// The same numbers give the same interval: a generator of its own, with a fixed seed.
const dice = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

/** The 95 % interval of the median, by bootstrap. @param {number[]} values @returns {[number, number]} */
export const interval = (values, draws = 2000) => {
  const random = dice(values.length);
  const medians = Array.from({ length: draws }, () =>
    median(values.map(() => values[Math.floor(random() * values.length)])),
  ).sort((a, b) => a - b);
  return [medians[Math.floor(draws * 0.025)], medians[Math.ceil(draws * 0.975) - 1]];
};

/** A value of a row. @param {number[]} samples one for each round */
export const summary = (samples) => ({ median: median(samples), ci: interval(samples), samples });

/** A ratio of a row: of values of the same round each. @param {number[]} ours @param {number[]} theirs */
export const ratio = (ours, theirs) => {
  const ratios = ours.map((value, round) => value / theirs[round]).filter(Number.isFinite);
  return { median: median(ratios), ci: interval(ratios) };
};
