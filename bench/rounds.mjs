// Peers in turns. What one round measures was measured within minutes, on the same machine with the same neighbours.
import { ratio, summary } from './stats.mjs';

/** The name under which the library is measured twice in each round: the same code must take the same time. */
export const AGAIN = 'ours, again';
/** The peer that a name stands for. @param {string} name */
export const peerOf = (name) => (name === AGAIN ? 'ours' : name);

// So much may the same code differ from itself: a tenth, or what a clock and a scheduler differ by (ms).
const TOLERANCE = 0.1;
const LEAST = 0.01;
const agrees = (a, b) => Math.abs(a - b) <= Math.max(LEAST, TOLERANCE * Math.max(a, b));

/**
 * Measures all peers in each round, beginning with another one each time; gives the results by round.
 * Goes on for up to half as many rounds again while `isGood` says of too few that they are.
 * @template T
 * @param {{ rounds: number, log(text: string): void }} context
 * @param {string[]} peers
 * @param {(peer: string, round: number) => Promise<T>} measure
 * @param {(round: Record<string, T>) => boolean} [isGood]
 * @returns {Promise<Record<string, T>[]>}
 */
export const interleave = async (context, peers, measure, isGood = () => true) => {
  const rounds = [];
  const most = context.rounds + Math.floor(context.rounds / 2);
  while (rounds.length < context.rounds || (rounds.length < most && rounds.filter(isGood).length < context.rounds)) {
    const round = rounds.length;
    const began = performance.now();
    const results = {};
    for (let turn = 0; turn < peers.length; turn++) {
      const peer = peers[(turn + round) % peers.length];
      results[peer] = await measure(peer, round);
    }
    rounds.push(results);
    context.log(`round ${rounds.length} of ${context.rounds}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
  return rounds;
};

/**
 * A row of one number of each result; rounds in which the library differs from itself are left out, unless that leaves
 * fewer than three.
 * @template T
 * @param {Record<string, T>[]} rounds
 * @param {(result: T) => number | undefined} pick
 */
export const compare = (rounds, pick) => {
  const has = (round, peer) => peer in round && pick(round[peer]) !== undefined;
  const isSteady = (round) => !has(round, AGAIN) || agrees(pick(round.ours), pick(round[AGAIN]));
  const steady = rounds.filter(isSteady);
  const kept = steady.length >= 3 ? steady : rounds;
  const [values, ratios] = [{}, {}];
  for (const peer of Object.keys(rounds[0])) {
    const both = kept.filter((round) => has(round, peer));
    const here = both.length > 0 ? both : rounds.filter((round) => has(round, peer));
    if (here.length === 0) continue;
    values[peer] = summary(here.map((round) => pick(round[peer])));
    if (peer !== 'ours')
      ratios[peer] = ratio(
        here.map((round) => pick(round.ours)),
        values[peer].samples,
      );
  }
  return { values, ratios, rounds: kept.length, unsteady: rounds.length - steady.length, isCut: kept === steady };
};

/** What is to be said of the rounds of a row. @param {{ rounds: number, unsteady: number, isCut: boolean }} compared */
export const noteOf = ({ rounds, unsteady, isCut }) => {
  const said = `${rounds} ${rounds === 1 ? 'round' : 'rounds'}`;
  if (unsteady === 0) return `${said}.`;
  const differed = 'the library differed from itself by more than a tenth';
  return isCut
    ? `${said}; ${unsteady} more are left out, in which ${differed}.`
    : `${said}; in ${unsteady} ${differed}.`;
};
