// All peers must draw the same page: one that draws less would be faster for that.
import { withSession } from './session.mjs';

/**
 * Throws where peers draw different elements, attributes or texts.
 * @param {string[]} peers
 * @param {(session: import('./session.mjs').Session) => Promise<void>} draw
 */
export const mustDrawTheSame = async (context, peers, draw) => {
  let first;
  for (const peer of peers) {
    const outline = await withSession(context, peer, '', async (session) => {
      await draw(session);
      return (await session.call('outline')).split('\n');
    });
    first ??= outline;
    const place = first.findIndex((line, index) => line !== outline[index]);
    if (place >= 0 || first.length !== outline.length) {
      throw new Error(`${peers[0]} and ${peer} draw different pages:\n${first[place]}\n${outline[place]}`);
    }
  }
};
