// React and Zustand as well as they can be: a selector for each dot, everything memoised.
import { memo, useEffect, useMemo, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { create } from 'zustand';
import { follow } from '../shared/follow.js';
import { merged, messageClass, readMessages, timeline } from '../shared/timeline.js';
import { LABELS, formatDay, formatFull, formatRfc3339, formatTime, initials, statusOf, tone } from '../shared/words.js';

const useChat = create(() => ({ online: null, dots: 0, room: null, messages: {} }));

const Dot = memo(function Dot({ id }) {
  const status = useChat((state) => statusOf(state.online, id));
  return (
    <span className="status" role="img" aria-label={LABELS[status]} data-user-id={id} data-status={status}>
      <span className="status__dot" />
    </span>
  );
});

const Dots = memo(function Dots({ count }) {
  const dots = [];
  for (let id = 1; id <= count; id++) dots.push(<Dot key={id} id={id} />);
  return <div className="dots">{dots}</div>;
});

const Time = memo(function Time({ date, text, className }) {
  return (
    <time dateTime={formatRfc3339(date)} title={formatFull(date)} className={className}>
      {text}
    </time>
  );
});

const Avatar = memo(function Avatar({ user }) {
  return (
    <span className="avatar" data-tone={tone(user.id)}>
      <span className="avatar__initials" aria-hidden="true">
        {initials(user.display_name)}
      </span>
      <Dot id={user.id} />
    </span>
  );
});

const Message = memo(function Message({ message, opensGroup, mine }) {
  return (
    <div className={messageClass(mine, opensGroup)} role="article" data-message-id={message.id}>
      {opensGroup && !mine && <Avatar user={message.sender} />}
      <div className="message__head">
        {mine ? (
          <span className="message__sender visually-hidden">You</span>
        ) : (
          <span className="message__sender" dir="auto">
            {message.sender.display_name}
          </span>
        )}
        <Time date={message.date} text={formatTime(message.date)} className="message__time" />
      </div>
      <div className="message__body" dir="auto">
        {message.content}
      </div>
    </div>
  );
});

const NONE = [];

function Room({ id }) {
  const messages = useChat((state) => state.messages[id] ?? NONE);
  const lines = useMemo(() => timeline(messages), [messages]);
  const log = useRef(null);
  const inner = useRef(null);
  useEffect(() => follow(log.current, inner.current), []);
  return (
    <section className="sheet conversation">
      <div className="conversation__body">
        <div ref={log} className="log" role="log" aria-label="Messages" tabIndex={0}>
          <div ref={inner} className="log__inner">
            <div className="log__older" />
            {lines.map(({ key, day, message, opensGroup, mine }) =>
              day ? (
                <h3 key={key} className="log__day">
                  <Time date={day} text={formatDay(day)} />
                </h3>
              ) : (
                <Message key={key} message={message} opensGroup={opensGroup} mine={mine} />
              ),
            )}
          </div>
        </div>
      </div>
    </section>
  );
}

function App() {
  const dots = useChat((state) => state.dots);
  const room = useChat((state) => state.room);
  return (
    <>
      {dots > 0 && <Dots count={dots} />}
      {room !== null && <Room key={room} id={room} />}
    </>
  );
}

createRoot(document.getElementById('root')).render(<App />);

const receive = (room, text) => {
  const received = readMessages(text);
  if (received.length === 0) return {};
  const { messages } = useChat.getState();
  return { messages: { ...messages, [room]: merged(messages[room] ?? NONE, received) } };
};

const show = (ids) => useChat.setState({ online: new Set(ids) });
// `?same`: a reply that is word for word the last one is not read.
const skipsSame = new URLSearchParams(location.search).has('same');
let last = '';

window.bench = {
  showDots: (count) => useChat.setState({ dots: count }),
  reply: (text) => {
    if (skipsSame && text === last) return;
    last = text;
    show(JSON.parse(text).online_users);
  },
  read: (ids) => [...ids],
  replyRead: show,
  openRoom: (room, text) => useChat.setState(room === undefined ? { room: null } : { room, ...receive(room, text) }),
  append: (room, text) => useChat.setState(receive(room, text)),
};
