// React and Zustand as they are often written: components read the whole store, nothing is memoised.
import { useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { create } from 'zustand';
import { follow } from '../shared/follow.js';
import { merged, messageClass, readMessages, timeline } from '../shared/timeline.js';
import { LABELS, formatDay, formatFull, formatRfc3339, formatTime, initials, statusOf, tone } from '../shared/words.js';

const useChat = create(() => ({ online: null, dots: 0, room: null, messages: {} }));

function Dot({ id }) {
  const { online } = useChat();
  const status = statusOf(online, id);
  return (
    <span className="status" role="img" aria-label={LABELS[status]} data-user-id={id} data-status={status}>
      <span className="status__dot" />
    </span>
  );
}

function Time({ date, text, className }) {
  return (
    <time dateTime={formatRfc3339(date)} title={formatFull(date)} className={className}>
      {text}
    </time>
  );
}

function Message({ message, opensGroup, mine }) {
  return (
    <div className={messageClass(mine, opensGroup)} role="article" data-message-id={message.id}>
      {opensGroup && !mine && (
        <span className="avatar" data-tone={tone(message.sender.id)}>
          <span className="avatar__initials" aria-hidden="true">
            {initials(message.sender.display_name)}
          </span>
          <Dot id={message.sender.id} />
        </span>
      )}
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
}

function Room({ id }) {
  const { messages } = useChat();
  const log = useRef(null);
  const inner = useRef(null);
  useEffect(() => follow(log.current, inner.current), []);
  return (
    <section className="sheet conversation">
      <div className="conversation__body">
        <div ref={log} className="log" role="log" aria-label="Messages" tabIndex={0}>
          <div ref={inner} className="log__inner">
            <div className="log__older" />
            {timeline(messages[id] ?? []).map(({ key, day, message, opensGroup, mine }) =>
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
  const { dots, room } = useChat();
  return (
    <>
      {dots > 0 && (
        <div className="dots">
          {Array.from({ length: dots }, (_, index) => (
            <Dot key={index} id={index + 1} />
          ))}
        </div>
      )}
      {room !== null && <Room key={room} id={room} />}
    </>
  );
}

createRoot(document.getElementById('root')).render(<App />);

const receive = (room, text) => {
  const received = readMessages(text);
  const { messages } = useChat.getState();
  return { messages: { ...messages, [room]: merged(messages[room] ?? [], received) } };
};

const show = (ids) => useChat.setState({ online: new Set(ids) });

window.bench = {
  showDots: (count) => useChat.setState({ dots: count }),
  reply: (text) => show(JSON.parse(text).online_users),
  read: (ids) => [...ids],
  replyRead: show,
  openRoom: (room, text) => useChat.setState(room === undefined ? { room: null } : { room, ...receive(room, text) }),
  append: (room, text) => useChat.setState(receive(room, text)),
};
