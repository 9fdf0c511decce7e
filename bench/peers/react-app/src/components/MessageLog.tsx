import { memo, useLayoutEffect, useRef, useState } from 'react';
import { useLogScroll } from '../hooks/useLogScroll';
import { continues } from '../lib/rooms';
import { localDay } from '../lib/time';
import { loadOlder, pollMessages, type Conversation } from '../stores/conversations';
import { tryAgain } from '../stores/chat';
import type { Message } from '../types';
import { EmptyState, LoadError } from './EmptyState';
import { Icon } from './Icon';
import { SkeletonRows } from './Listed';
import { MessageItem, UnsentMessage } from './MessageItems';
import { Moment } from './Moment';

interface Props {
  room: number;
  conversation: Conversation;
  me: number;
  /** Whether the reader is at the end. */
  follows: boolean;
  onFollows: (follows: boolean) => void;
  audience: string;
}

function OlderMessages({ older, onOlder }: { older: Conversation['older']; onOlder: () => void }) {
  return (
    <div className="log__older">
      {older === 'loading' && (
        <>
          <span className="spinner" aria-hidden="true" />
          Loading older messages
        </>
      )}
      {older === 'none' && 'Beginning of the conversation'}
      {older === 'failed' && (
        <>
          Older messages could not be loaded.
          <button className="button button--text" onClick={onOlder}>
            Try again
          </button>
        </>
      )}
    </div>
  );
}

function Top({ room, conversation, audience, onPress }: Pick<Props, 'room' | 'conversation' | 'audience'> & { onPress: () => void }) {
  const { messages, loaded, failure, older, unsent } = conversation;
  const then = (act: () => void) => (): void => {
    act();
    onPress();
  };
  if (messages.length > 0 || (loaded && unsent.length > 0)) {
    return <OlderMessages older={older} onOlder={then(() => void loadOlder(room))} />;
  }
  if (loaded) {
    return (
      <EmptyState title="No messages yet" icon="messages">
        <p>Write the first one. {audience}</p>
      </EmptyState>
    );
  }
  if (failure) return <LoadError what="Messages" failure={failure} onRetry={then(tryAgain(() => pollMessages(room)))} />;
  return (
    <>
      <SkeletonRows count={4} />
      <span className="visually-hidden">Loading messages</span>
    </>
  );
}

/** By day, then by sender. */
const Entries = memo(function Entries({ messages, me }: { messages: Message[]; me: number }) {
  return messages.map((message, at) => {
    const before = messages[at - 1];
    const date = new Date(message.timestamp);
    const opensDay = !before || localDay(new Date(before.timestamp)) !== localDay(date);
    const opensGroup = opensDay || !continues(before, message.sender.id, date.getTime());
    const item = (
      <MessageItem key={message.id} message={message} opensGroup={opensGroup} isMine={message.sender.id === me} />
    );
    if (!opensDay) return item;
    const heading = (
      <h3 className="log__day" key={`day-${localDay(date)}`}>
        <Moment time={message.timestamp} writing="day" />
      </h3>
    );
    return [heading, item];
  });
});

export function MessageLog({ room, conversation, me, follows, onFollows, audience }: Props) {
  const { messages, unsent, older, loaded, failure } = conversation;
  const wantsOlder = (): void => void loadOlder(room);
  const { log, lines, onScroll } = useLogScroll({
    follows,
    onFollows,
    first: messages[0]?.id,
    onNearTop: messages.length > 0 && older === 'possible' ? wantsOlder : undefined,
  });
  const newest = messages.findLast((message) => message.sender.id !== me)?.id ?? 0;
  const [seen, setSeen] = useState(0);
  const wasFollowing = useRef(follows);
  useLayoutEffect(() => {
    if (wasFollowing.current && !follows) setSeen(newest);
    wasFollowing.current = follows;
  }, [follows, newest]);

  const focus = (): void => log.current?.focus();
  const isBusy = older === 'loading' || (!loaded && !failure);
  return (
    <div className="conversation__body">
      <div
        className="log"
        role="log"
        aria-label="Messages"
        aria-busy={isBusy || undefined}
        tabIndex={0}
        ref={log}
        onScroll={onScroll}
      >
        <div className="log__inner" ref={lines}>
          <Top room={room} conversation={conversation} audience={audience} onPress={focus} />
          <Entries messages={messages} me={me} />
          {unsent.map((message, at) => {
            const before = unsent[at - 1]?.writtenAt;
            const opensGroup = before
              ? message.writtenAt - before > 300_000
              : !continues(messages.at(-1), me, message.writtenAt);
            return (
              <UnsentMessage key={message.key} room={room} unsent={message} opensGroup={opensGroup} onPress={focus} />
            );
          })}
        </div>
      </div>
      {!follows && wasFollowing.current === false && newest > seen && (
        <button
          className="button log__new"
          onClick={() => {
            onFollows(true);
            focus();
          }}
        >
          <Icon name="arrow-down" small />
          New messages
        </button>
      )}
    </div>
  );
}
