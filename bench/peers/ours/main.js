import init, { Bench } from './peer.js';

await init();
const bench = Bench.start(document.getElementById('root'));
window.bench = {
  showDots: (count) => bench.showDots(count),
  showPeople: (count) => bench.showPeople(count),
  ask: () => bench.ask(),
  reply: (text) => bench.reply(text),
  read: (ids) => bench.read(ids),
  replyRead: (number) => bench.replyRead(number),
  openRoom: (room, text = '') => bench.openRoom(room, text),
  append: (room, text) => bench.append(room, text),
  effects: () => bench.effects(),
  memory: () => bench.memory(),
};
