// Solid: a signal for each person that is on screen, a set beside them, and a reply sets only the signals of its changes.
import { For, Show, batch, createMemo, createSignal, onCleanup, onMount } from 'solid-js';
import { render } from 'solid-js/web';
import { follow } from '../shared/follow.js';
import { merged, messageClass, readMessages, timeline } from '../shared/timeline.js';
import { LABELS, formatDay, formatFull, formatRfc3339, formatTime, initials, statusOf, tone } from '../shared/words.js';

let online = null;
/** @type {Map<number, { status: () => string, setStatus: (status: string) => void, readers: number }>} */
const people = new Map();

const useStatus = (id) => {
  let person = people.get(id);
  if (!person) {
    const [status, setStatus] = createSignal(statusOf(online, id));
    person = { status, setStatus, readers: 0 };
    people.set(id, person);
  }
  person.readers++;
  onCleanup(() => {
    if (--person.readers === 0) people.delete(id);
  });
  return person.status;
};

const show = (ids) =>
  batch(() => {
    const before = online;
    online = new Set(ids);
    if (before === null) {
      for (const [id, person] of people) person.setStatus(statusOf(online, id));
      return;
    }
    for (const id of before) if (!online.has(id)) people.get(id)?.setStatus('offline');
    for (const id of online) if (!before.has(id)) people.get(id)?.setStatus('online');
  });

const [dots, setDots] = createSignal(0);
const [room, setRoom] = createSignal(null);
const conversations = new Map();
const conversation = (id) => {
  if (!conversations.has(id)) conversations.set(id, createSignal([]));
  return conversations.get(id);
};

function Dot(props) {
  const status = useStatus(props.id);
  return (
    <span class="status" role="img" aria-label={LABELS[status()]} data-user-id={props.id} data-status={status()}>
      <span class="status__dot" />
    </span>
  );
}

function Dots(props) {
  const ids = createMemo(() => Array.from({ length: props.count }, (_, index) => index + 1));
  return (
    <div class="dots">
      <For each={ids()}>{(id) => <Dot id={id} />}</For>
    </div>
  );
}

function Time(props) {
  return (
    <time datetime={formatRfc3339(props.date)} title={formatFull(props.date)} class={props.class}>
      {props.text}
    </time>
  );
}

// A message never changes, so what is computed of it is computed once.
function Message(props) {
  const { message, opensGroup, mine } = props.line;
  return (
    <div class={messageClass(mine, opensGroup)} role="article" data-message-id={message.id}>
      {opensGroup && !mine && (
        <span class="avatar" data-tone={tone(message.sender.id)}>
          <span class="avatar__initials" aria-hidden="true">
            {initials(message.sender.display_name)}
          </span>
          <Dot id={message.sender.id} />
        </span>
      )}
      <div class="message__head">
        {mine ? (
          <span class="message__sender visually-hidden">You</span>
        ) : (
          <span class="message__sender" dir="auto">
            {message.sender.display_name}
          </span>
        )}
        <Time date={message.date} text={formatTime(message.date)} class="message__time" />
      </div>
      <div class="message__body" dir="auto">
        {message.content}
      </div>
    </div>
  );
}

function Room(props) {
  const [messages] = conversation(props.id);
  // <For> goes by identity: the lines that were there stay the same objects.
  const lines = createMemo((before) => {
    const known = new Map(before.map((line) => [line.key, line]));
    return timeline(messages()).map((line) => {
      const same = known.get(line.key);
      return same && same.opensGroup === line.opensGroup ? same : line;
    });
  }, []);
  let log;
  let inner;
  onMount(() => onCleanup(follow(log, inner)));
  return (
    <section class="sheet conversation">
      <div class="conversation__body">
        <div ref={log} class="log" role="log" aria-label="Messages" tabindex="0">
          <div ref={inner} class="log__inner">
            <div class="log__older" />
            <For each={lines()}>
              {(line) =>
                line.day ? (
                  <h3 class="log__day">
                    <Time date={line.day} text={formatDay(line.day)} />
                  </h3>
                ) : (
                  <Message line={line} />
                )
              }
            </For>
          </div>
        </div>
      </div>
    </section>
  );
}

render(
  () => (
    <>
      <Show when={dots() > 0}>
        <Dots count={dots()} />
      </Show>
      <Show when={room()} keyed>
        {(id) => <Room id={id} />}
      </Show>
    </>
  ),
  document.getElementById('root'),
);

const receive = (id, text) => {
  const received = readMessages(text);
  if (received.length === 0) return;
  const [messages, setMessages] = conversation(id);
  setMessages(merged(messages(), received));
};

window.bench = {
  showDots: setDots,
  reply: (text) => show(JSON.parse(text).online_users),
  read: (ids) => [...ids],
  replyRead: show,
  openRoom: (id, text) =>
    batch(() => {
      if (id !== undefined) receive(id, text);
      setRoom(id ?? null);
    }),
  append: receive,
};
