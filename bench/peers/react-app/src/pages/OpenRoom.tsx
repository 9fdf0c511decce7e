import { useCallback, useEffect, useMemo, useState } from 'react';
import { Composer } from '../components/Composer';
import { ConversationHead } from '../components/ConversationHead';
import { MessageLog } from '../components/MessageLog';
import { config } from '../config';
import { useArea } from '../hooks/useArea';
import { usePolling } from '../hooks/usePolling';
import { audience, othersIn } from '../lib/rooms';
import { useChatStore } from '../stores/chat';
import { pollMessages, send, useConversation, type Conversation } from '../stores/conversations';
import { RoomNotFound } from './Messages';

/** A room that is listed exists, whatever the backend says about its messages. */
function isOutOfReach(isListed: boolean | undefined, { failure, loaded }: Conversation): boolean {
  if (!failure || isListed) return false;
  const isRefused = failure.kind === 'missing' || failure.kind === 'forbidden';
  return isListed === undefined ? isRefused && !loaded : isRefused || !loaded;
}

export function OpenRoom({ id }: { id: number }) {
  usePolling(
    useCallback(() => pollMessages(id), [id]),
    config.pollIntervalMs,
  );
  const rooms = useChatStore((chat) => chat.rooms);
  const conversation = useConversation(id);
  const room = rooms?.find((room) => room.id === id);
  return isOutOfReach(rooms && !!room, conversation) ? (
    <RoomNotFound />
  ) : (
    <Room id={id} conversation={conversation} />
  );
}

function Room({ id, conversation }: { id: number; conversation: Conversation }) {
  const { user, area } = useArea();
  const room = useChatStore((chat) => chat.rooms?.find((room) => room.id === id));
  const isPending = useChatStore((chat) => !chat.rooms && !chat.roomsFailure);
  const others = useMemo(() => room && othersIn(room, user.id), [room, user.id]);
  const name = room?.name ?? (isPending ? undefined : 'Room');
  const [follows, setFollows] = useState(true);
  const takesFocus = matchMedia('(width >= 48rem) and (hover: hover) and (pointer: fine)').matches;

  useEffect(() => {
    // The link that led here may be out of sight now, and the focus with it.
    if (!takesFocus) document.getElementById('room-title')?.focus();
  }, [takesFocus]);

  const onSend = (content: string): void => {
    setFollows(true);
    send(id, content);
  };
  return (
    <section className="sheet conversation" aria-labelledby="room-title">
      <ConversationHead name={name} others={others} me={user.id} area={area} />
      <p className="conversation__note" role="status">
        {conversation.loaded && conversation.failure && 'Messages could not be refreshed. Trying again.'}
      </p>
      <MessageLog
        room={id}
        conversation={conversation}
        me={user.id}
        follows={follows}
        onFollows={setFollows}
        audience={audience(others)}
      />
      <Composer
        room={id}
        placeholder={name ? `Write to ${name}` : 'Write a message'}
        takesFocus={takesFocus}
        onSend={onSend}
      />
    </section>
  );
}
