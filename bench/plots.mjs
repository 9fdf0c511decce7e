// SVG that is read on light and on dark paper, with no library.

const STYLE = `<style>
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.faint { fill: #59636e }
.right { text-anchor: end }
.title { font-weight: 600 }
.rule { stroke: #8c959f; stroke-opacity: .35 }
.one { stroke: #59636e; stroke-dasharray: 3 3 }
.bar { fill: #8c959f }
.ours { fill: #1f6feb }
.whisker { stroke: #1f2328; stroke-width: 1.5 }
.goal { stroke: #cf222e; stroke-width: 2 }
.held { fill: #1a7f37; stroke: #1a7f37 }
.missed { fill: #cf222e; stroke: #cf222e }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 }
.faint { fill: #9198a1 }
.one { stroke: #9198a1 }
.bar { fill: #6e7681 }
.ours { fill: #4493f8 }
.whisker { stroke: #e6edf3 }
.goal { stroke: #f85149 }
.held { fill: #3fb950; stroke: #3fb950 }
.missed { fill: #f85149; stroke: #f85149 }
}
</style>`;

const WIDTH = 960;
const LINE = 20;

const escape = (text) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);
const text = (x, y, words, kind = '') => `<text x="${x}" y="${y}" class="${kind}">${escape(words)}</text>`;
const line = (x1, y1, x2, y2, kind) => `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" class="${kind}"/>`;
const svg = (height, label, parts) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escape(label)}">\n${STYLE}\n${parts.join('\n')}\n</svg>\n`;

const short = (value) => Number(value.toPrecision(3)).toString();

/** A logarithmic scale over what is positive of `values`, with its powers of ten. */
const logarithmic = (values, from, to) => {
  const positive = values.filter((value) => value > 0);
  const low = Math.floor(Math.log10(Math.min(...positive)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...positive))));
  const place = (value) =>
    value <= 0 ? from : Math.max(from, from + ((Math.log10(value) - low) / (high - low)) * (to - from));
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  return { place: (value) => Number(place(value).toFixed(1)), ticks };
};

/** Bars of one row each, all on one logarithmic scale, for ratios are what counts. */
export const plotValues = (rows) => {
  const [left, right] = [230, WIDTH - 90];
  const all = rows.flatMap((row) => Object.values(row.values).flatMap(({ median, ci }) => [median, ...ci]));
  const { place, ticks } = logarithmic(all, left, right);
  const parts = [];
  let y = 8;
  for (const row of rows) {
    y += LINE;
    parts.push(text(8, y, `${row.what} (${row.unit})`, 'title'));
    const top = y + 6;
    const bars = Object.entries(row.values).map(([peer, { median, ci }], index) => {
      const at = top + index * LINE;
      const [start, end] = [place(ci[0]), place(ci[1])];
      return [
        text(left - 8, at + 14, peer, 'right'),
        `<rect x="${left}" y="${at + 3}" width="${Math.max(1, place(median) - left).toFixed(1)}" height="${LINE - 6}" rx="2" class="${peer.startsWith('ours') ? 'ours' : 'bar'}"/>`,
        line(start, at + LINE / 2, end, at + LINE / 2, 'whisker'),
        text(Math.max(end, place(median)) + 6, at + 14, short(median), 'faint'),
      ].join('');
    });
    const bottom = top + bars.length * LINE;
    parts.push(...ticks.map((tick) => line(place(tick), top, place(tick), bottom, 'rule')), ...bars);
    y = bottom + 4;
  }
  y += 14;
  parts.push(...ticks.map((tick) => text(place(tick) - 4, y, short(tick), 'faint')));
  return svg(y + 10, rows.map((row) => row.what).join('; '), parts);
};

/** Each goal against a peer: the ratio, its interval, and the goal as a red line. */
export const plotRatios = (rows, verdictsOf) => {
  const goals = rows.flatMap((row) =>
    verdictsOf(row)
      .filter(({ against, measured }) => against && measured)
      .map((verdict) => ({ ...verdict, row })),
  );
  if (goals.length === 0)
    return svg(30, 'No goal against a peer', [text(8, 20, 'No goal against a peer was measured.')]);
  const [left, right] = [600, WIDTH - 70];
  const { place, ticks } = logarithmic(
    goals.flatMap(({ measured, most }) => [...measured.ci, most, 1]),
    left,
    right,
  );
  const bottom = 34 + goals.length * LINE;
  const parts = [
    text(8, 20, 'Ours / peer: less is better; the red line is the goal', 'title'),
    ...ticks.map((tick) => line(place(tick), 28, place(tick), bottom, 'rule')),
    line(place(1), 28, place(1), bottom, 'one'),
  ];
  for (const [index, { row, against, measured, most, holds }] of goals.entries()) {
    const y = 34 + index * LINE + LINE / 2;
    const kind = holds ? 'held' : 'missed';
    const words = `${row.id}  ${row.what}`;
    parts.push(
      text(8, y + 4, words.length > 74 ? `${words.slice(0, 72)}…` : words),
      text(left - 8, y + 4, against, 'right faint'),
      line(place(most), y - 8, place(most), y + 8, 'goal'),
      line(place(measured.ci[0]), y, place(measured.ci[1]), y, kind),
      `<circle cx="${place(measured.median)}" cy="${y}" r="4" class="${kind}"/>`,
      text(right + 10, y + 4, short(measured.median), 'faint'),
    );
  }
  parts.push(...ticks.map((tick) => text(place(tick) - 4, bottom + 16, short(tick), 'faint')));
  return svg(bottom + 26, 'Ours by each peer that a goal names', parts);
};
