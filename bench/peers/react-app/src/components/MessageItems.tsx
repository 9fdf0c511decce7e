import { memo } from 'react';
import { discard, sendAgain, type Unsent } from '../stores/conversations';
import type { Message } from '../types';
import { Avatar } from './Avatar';
import { Icon } from './Icon';
import { Moment } from './Moment';

const classOf = (...modifiers: (string | false)[]): string =>
  ['message', ...modifiers.filter(Boolean).map((modifier) => `message--${modifier}`)].join(' ');

interface MessageProps {
  message: Message;
  /** Whether it stands under a name of its own, or under the one of the message before. */
  opensGroup: boolean;
  isMine: boolean;
}

export const MessageItem = memo(function MessageItem({ message, opensGroup, isMine }: MessageProps) {
  const { id, sender, content, timestamp } = message;
  return (
    <div className={classOf(isMine && 'own', !opensGroup && 'grouped')} role="article" data-message-id={id}>
      {opensGroup && !isMine && <Avatar user={sender} />}
      <div className="message__head">
        {isMine ? (
          <span className="message__sender visually-hidden">You</span>
        ) : (
          <span className="message__sender" dir="auto">
            {sender.display_name}
          </span>
        )}
        <Moment time={timestamp} writing="time" className="message__time" />
      </div>
      <div className="message__body" dir="auto">
        {content}
      </div>
    </div>
  );
});

interface UnsentProps {
  room: number;
  unsent: Unsent;
  opensGroup: boolean;
  onPress: () => void;
}

export function UnsentMessage({ room, unsent, opensGroup, onPress }: UnsentProps) {
  const { key, content, writtenAt, failure } = unsent;
  const act = (action: typeof sendAgain) => (): void => {
    action(room, key);
    onPress();
  };
  return (
    <div className={classOf('own', failure ? 'failed' : 'pending', !opensGroup && 'grouped')} role="article">
      <div className="message__head">
        <span className="message__sender visually-hidden">You</span>
        <Moment time={writtenAt} writing="time" className="message__time" />
      </div>
      <div className="message__body" dir="auto">
        {content}
      </div>
      {failure ? (
        <div className="message__state">
          <span className="message__reason">
            <Icon name="alert" small />
            Not sent. {failure.message}
          </span>
          <button className="button button--text" onClick={act(sendAgain)}>
            Send again
          </button>
          <button className="button button--text" onClick={act(discard)}>
            Delete
          </button>
        </div>
      ) : (
        <p className="message__state">Sending…</p>
      )}
    </div>
  );
}
