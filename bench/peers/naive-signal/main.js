import init, { Bench } from './peer.js';

const wasm = await init();
const bench = Bench.start(document.getElementById('root'));
window.bench = {
  showDots: (count) => bench.showDots(count),
  reply: (text) => bench.reply(text),
  read: (ids) => bench.read(ids),
  replyRead: (number) => bench.replyRead(number),
  memory: () => wasm.memory.buffer.byteLength,
};
